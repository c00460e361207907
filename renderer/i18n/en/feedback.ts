import type { Texts } from '../texts.ts';
import type { feedback as zh } from '../zh/feedback.ts';

export const feedback: Texts<typeof zh> = { title: '' };
