export const feedback = { title: '' } as const;
