import { createTransport } from '../../shared/transport/createTransport';
import { AUTOCALL_KZ } from './autoCallKz';

/** The transport of AutoCall.kz, for the node and its trigger: they share the limits of a key. */
export const autoCall = createTransport(AUTOCALL_KZ);
