import { z } from 'zod';

// A window's CSP forbids the eval by which zod speeds itself up; elsewhere it is welcome.
z.config({ jitless: 'document' in globalThis });

export { z };
