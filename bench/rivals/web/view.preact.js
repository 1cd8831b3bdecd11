import { render } from "preact";

export { memo } from "preact/compat";
export { useEffect, useState } from "preact/hooks";
export const mount = (page, root) => render(page, root);
