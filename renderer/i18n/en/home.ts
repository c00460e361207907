import type { Texts } from '../texts.ts';
import type { home as zh } from '../zh/home.ts';

export const home: Texts<typeof zh> = {
  choose: 'What is this computer for?',
  kiosk: 'Kiosk',
  kioskHint: 'Customers take tickets, ask how it stands, speak up',
  counter: 'Counter',
  counterHint: 'Sign in, call, serve, register feedback',
  board: 'Board',
  boardHint: 'For the large screen in the hall',
  manager: 'Manager',
  managerHint: 'The floor, feedback, figures, settings',
  guide: 'Guide',
  guideHint: 'Who waits, tickets for customers, finding a ticket',
  strip: 'Strip',
  stripHint: 'A small bar above the billing system; sign in at the counter first',
  version: 'Version {{version}}',
  where: 'Each window can be closed and opened again from here; the data stays.',
  hotkeys: 'Keys of the strip',
  hotkeysHint: 'Click a box, then press the keys; Delete clears it. They work above any program.',
  hotkeyNone: 'not set',
  hotkeyTaken: '{{keys}} is taken by another program; choose another',
  hotkeySave: 'Save the keys',
  hotkeySaved: 'Saved',
  warning: {
    voiceMissing: 'The board has no Mandarin voice: calls chime and flash only. Install the system’s Chinese voice on that computer.',
    networkPort: 'Another program uses the network port: other computers cannot connect until it is free.',
    keysFile: 'This computer has no keyring; the keys of personal data are in a file outside the data folder. Keep this computer safe.',
    keysLocked: 'The keys of personal data cannot be opened; all else works. Call the administrator.',
    recovered: 'The last run did not end properly; recovered. What was not complete is set aside: {{what}}',
  },
};
