import type { Printer, PrinterProfile } from '../../shared/printing.ts';

export interface ProfileRow {
  /** What its Chinese font holds. A character outside is printed as a picture. */
  readonly charset: 'gb2312' | 'gbk' | 'gb18030';
  /** Which of GB 18030's four-byte characters the font has: `extA` is U+3400 to U+4DB5. */
  readonly fourByte: 'none' | 'extA';
  /** Whether it answers how it stands (DLE EOT). */
  readonly answers: boolean;
  /** How it says that everything before was printed: GS ( H with an id, GS r 1, or not at all. The transport asks, not the slip. */
  readonly acknowledgement: 'gsH' | 'gsR' | 'none';
  /** `native`: the printer draws the QR code (GS ( k). `raster`: it is sent as a picture. */
  readonly qr: 'native' | 'raster';
  /** True when GS P sets the unit of ESC 3 and ESC $ to one dot. */
  readonly units: boolean;
  /** Feeds to the cutter and cuts, once. */
  readonly cut: readonly number[];
  /** Paper between print head and cutter, in dots: every slip costs it. */
  readonly tail: number;
  readonly density: Readonly<Record<Printer['density'], readonly number[]>>;
}

const partialCut = [0x1d, 0x56, 0x42, 0x00];
const doubleStrike = [0x1b, 0x47, 0x01];
/** No command for it that all models understand: dark prints each line twice (ESC G), light is not possible. */
const anyDensity = { light: [], normal: [], dark: doubleStrike };

/**
 * What the kinds of printers differ in. No row opens a cash drawer (ESC p, DLE DC4), and none needs FS ( A, which clones print as text.
 * - epson: Epson's ESC/POS reference. TM-T81III, T82III, T83III and their kin of the Chinese market hold GB 18030-2000 with its Extension A; `GS ( H`
 *   answers for all that came before; the vertical unit is half a dot (GS P 203/406) unless it is set; `GS ( K` function 49 is the density, 128 to 255 paler, 1 to 127 stronger.
 * - xprinter: XP-80, XP-N160 and kin. The manuals say GB 18030, the fonts in the field end with GBK; GS r 1 is answered, GS ( H is not; GS P is in the manuals (180/360), QR by GS ( k.
 * - gprinter 佳博: GP-L80160, GP-C80250 and kin: as xprinter.
 * - generic: nothing is taken for granted: GB 2312 only, QR as a picture (GS v 0 is the older command), paper fed by lines before a plain cut, so that it can be torn off where there is no cutter. GS r 1 is tried.
 * - quiet: a clone that answers DLE EOT and no GS r: as generic, and what it took in good order is accepted.
 * - mute: a clone that never answers: as generic, and nobody waits for it.
 */
export const profiles: Readonly<Record<PrinterProfile, ProfileRow>> = {
  epson: { charset: 'gb18030', fourByte: 'extA', answers: true, acknowledgement: 'gsH', qr: 'native', units: true, cut: partialCut, tail: 112, density: { light: [0x1d, 0x28, 0x4b, 2, 0, 0x31, 0xfc], normal: [], dark: [0x1d, 0x28, 0x4b, 2, 0, 0x31, 4] } },
  xprinter: { charset: 'gbk', fourByte: 'none', answers: true, acknowledgement: 'gsR', qr: 'native', units: true, cut: partialCut, tail: 112, density: anyDensity },
  gprinter: { charset: 'gbk', fourByte: 'none', answers: true, acknowledgement: 'gsR', qr: 'native', units: true, cut: partialCut, tail: 112, density: anyDensity },
  generic: { charset: 'gb2312', fourByte: 'none', answers: true, acknowledgement: 'gsR', qr: 'raster', units: false, cut: [0x1b, 0x64, 5, 0x1d, 0x56, 0x01], tail: 150, density: anyDensity },
  quiet: { charset: 'gb2312', fourByte: 'none', answers: true, acknowledgement: 'none', qr: 'raster', units: false, cut: [0x1b, 0x64, 5, 0x1d, 0x56, 0x01], tail: 150, density: anyDensity },
  mute: { charset: 'gb2312', fourByte: 'none', answers: false, acknowledgement: 'none', qr: 'raster', units: false, cut: [0x1b, 0x64, 5, 0x1d, 0x56, 0x01], tail: 150, density: anyDensity },
};
