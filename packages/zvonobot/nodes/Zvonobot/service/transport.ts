import { createTransport } from '../../../../../nodes/shared/transport/createTransport';
import { ZVONOBOT } from './zvonobot';

/** The way to Zvonobot. */
export const zvonobot = createTransport(ZVONOBOT);
