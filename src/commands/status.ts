export async function statusCommand(_: object, __: object): Promise<number> { return 0; }
