import { autoCall } from './autoCall';
import { autodialer } from './autodialer';
import type { AnySandbox, WholeService } from './service';
import { zvonobot } from './zvonobot';

export { autoCall, autodialer, zvonobot };
export type { AnySandbox, WholeService } from './service';

/** The services of all packages. */
export const SERVICES: Array<WholeService<AnySandbox, object>> = [autoCall, zvonobot, autodialer];
