import type { ApiCall, ZvonobotSandbox } from '../../../../sandbox/zvonobot';
import type { Kind, MainRequest } from '../kind';

/** A kind of operation of Zvonobot. */
export type ZvonobotKind = Kind<ZvonobotSandbox>;

/** The request to an endpoint of Zvonobot: `create`. */
export function to(endpoint: string): MainRequest {
	return { method: 'POST', path: new RegExp(`/${endpoint}$`) };
}

/** The number of the nth person: `77010000001`. */
export function phoneOf(index: number): string {
	return String(77_010_000_001 + index);
}

/** Makes a call with a message, or from a template of its own. */
export function seedCall(
	sandbox: ZvonobotSandbox,
	madeFrom: ApiCall['madeFrom'],
	more: Parameters<ZvonobotSandbox['seedCall']>[0] = {},
): ApiCall {
	const templateId = madeFrom === 'template' ? sandbox.seedTemplate().id : null;
	return sandbox.seedCall({ madeFrom, templateId, ...more });
}
