export const kInternal: string[];
export function run(check: boolean): Promise<boolean>;
