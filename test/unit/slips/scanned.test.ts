import { describe, expect, it } from 'vitest';
import { slipText } from '../../../main/devices/compose.ts';
import { examples } from '../../../shared/slips/examples.ts';
import { readScanned } from '../../../shared/slips/scanned.ts';
import { slipDocument } from '../../../shared/slips/slip.ts';

const qrOf = (kind: 'ticket' | 'complaint') => slipText(slipDocument(examples[kind], 48), 48).split('\n').find((one) => one.startsWith('[QR] '))?.slice(5) ?? '';

describe('what a counter\'s scanner types', () => {
  it('SPEC 11.9: number and check code come back out of a slip\'s QR code, also without what no keyboard has', () => {
    expect(readScanned(qrOf('ticket'))).toEqual({ kind: 'ticket', number: 'A012', check: '4271' });
    expect(readScanned(qrOf('complaint'))).toEqual({ kind: 'feedback', number: '20261122-003', check: '8036' });
    expect(readScanned(`${qrOf('ticket').replace(/[^\x20-\x7e]/g, '')}\n`)).toEqual({ kind: 'ticket', number: 'A012', check: '4271' });
    expect(readScanned('????? a1012 2026-11-22 14:05 0071')).toEqual({ kind: 'ticket', number: 'A1012', check: '0071' });
  });

  it('nothing else is taken for one', () => {
    for (const text of ['', 'A012', '13800001234', '2026-11-22', 'A012 4271', '20261122-003', 'https://example.org/A012']) expect(readScanned(text), text).toBeNull();
  });
});
