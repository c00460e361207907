import type { Texts } from '../texts.ts';
import type { join as zh } from '../zh/join.ts';

export const join: Texts<typeof zh> = {
  title: 'Add this browser to the hall',
  step1: '1. Install the certificate of the hall',
  why: 'With it this device knows the real host, and no longer warns that the page is not secure.',
  download: 'Download the certificate',
  compare:
    'Compare the fingerprint (SHA-256) on the screen with the one under "Stations" at the manager\'s desk; install only if they are the same. Skip this if it is installed already.',
  system: { android: 'Android tablet or TV', ipad: 'iPad', windows: 'Windows, UOS or Kylin computer' },
  how: {
    android:
      'Then open Settings → Security → Encryption & credentials → Install a certificate → CA certificate, choose ca.crt, install anyway.',
    ipad: 'Then open Settings → Profile downloaded → Install, and turn it on under Settings → General → About → Certificate Trust Settings.',
    windows:
      'Windows: open ca.crt, Install Certificate → Current User → Place all certificates in the following store → Trusted Root Certification Authorities. UOS, Kylin: import it in the browser under Settings → Privacy and security → Manage certificates → Authorities. Then restart the browser.',
  },
  step2: '2. Enter the pairing code',
  step3: '3. What it is, and its name',
  soundOff: 'Touch the screen to turn the sound on',
};
