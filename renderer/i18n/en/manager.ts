import type { Texts } from '../texts.ts';
import type { manager as zh } from '../zh/manager.ts';

export const manager: Texts<typeof zh> = { title: '' };
