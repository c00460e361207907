export const manager = { title: '' } as const;
