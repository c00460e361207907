import channels from 'node:diagnostics_channel';

/**
 * Electron 25 runs Node 18, which lacks `tracingChannel`; fastify asks for one as it loads and then only looks whether
 * anybody listens. This gives it one that nobody listens to. It must be imported before fastify.
 */
if (!('tracingChannel' in channels)) Object.assign(channels, { tracingChannel: () => ({ hasSubscribers: false }) });
