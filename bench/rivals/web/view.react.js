import { createRoot } from "react-dom/client";

export { memo, useEffect, useState } from "react";
export const mount = (page, root) => createRoot(root).render(page);
