export const counter = { title: '' } as const;
