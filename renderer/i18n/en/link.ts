import type { Texts } from '../texts.ts';
import type { link as zh } from '../zh/link.ts';

export const link: Texts<typeof zh> = {
  cutOff: {
    kiosk: 'Offline for now; you can still take a ticket',
    kioskNone: 'Offline for now; please take a ticket at the guide desk',
    board: 'This may not be up to date; please listen for our staff',
    counter: 'Cut off from the host since {{time}}. You can finish who is here and file feedback; calling has to wait.',
    counterWaiting:
      'Cut off from the host since {{time}}. You can finish who is here and file feedback; calling has to wait. {{n}} kept here, sent by itself later.',
    browser: 'Cut off since {{time}}: you can look, not act. Note what is urgent on paper; it comes back by itself.',
    strip: 'Cut off: finish yes, calls wait',
    guide: 'Cut off since {{time}}. Issue, cancel, feedback: yes. Returns and classes wait. {{n}} kept here.',
    guideNone: 'Cut off since {{time}} and out of numbers. File feedback; note tickets on paper until it is back.',
    manager:
      'Cut off from the host since {{time}}. See that it is on and its cable is in; counters finish who is there, kiosks with the program go on issuing.',
    managerWaiting: 'Cut off from the host since {{time}}. See that it is on and its cable is in. {{n}} kept here, sent by itself later.',
    home: 'Cut off from the host since {{time}}. It connects by itself once the host is on and the cable is in.',
  },
  sending: 'Back again; sending {{n}} kept here',
  refused: {
    kiosk: 'This kiosk is out of use; please take a ticket at the guide desk',
    board: 'This screen is not connected; please listen for our staff',
    strip: 'This device was removed; ask the manager',
    staff: 'The host does not accept this device: not paired, or removed. The manager shows a code under "Stations"; then join anew.',
  },
  rejoin: 'Join anew',
  takeOver: 'Take over as host',
  take: {
    title: 'Take over as the host with this computer?',
    what: 'This computer then is the host: counters, kiosks and boards with the program connect to it by themselves and the queue goes on in its order. Tablets and TVs with a browser have to be paired again.',
    when: 'Only do it when the host is broken and will not be back soon.',
    notTitle: 'Do not take over when:',
    not1: 'Other counters can still call: the host is there and only this computer is cut off. Check its cable.',
    not2: 'The host is restarting or updating: it will be back in a few minutes.',
    not3: 'Somebody has already taken over on another computer.',
    after:
      'Once mended, the old host hands over its record by itself and becomes an ordinary device. Tickets that both sides called are listed under "Stations" for the manager.',
    next: 'I have looked: the host is broken',
    confirmTitle: 'Type the name of the hall to confirm',
    confirmHint: 'This hall: {{hall}}',
    name: 'Name of the hall',
    do: 'Take over now',
    doing: 'Collecting the record from the stand-bys and taking over; please do not close…',
    done: 'This computer is the host now. Tell the counters: they can go on calling once they are connected.',
  },
};
