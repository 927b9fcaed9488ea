import { DateTime } from 'luxon';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { SERVICE_ZONE } from '../runtime/dates';
import type { Field } from '../runtime/field';
import type { OperationCall } from '../runtime/operationCall';
import { ApiFailure } from '../transport/apiFailure';
import type { AllowedWindow } from './allowedHours';
import type { CampaignKind } from './kinds';

/** What to do with a campaign outside the hours in which the account may call and text. */
export const outsideAllowedHoursOption: Field = {
	displayName: 'Outside Allowed Hours',
	name: 'outsideAllowedHours',
	type: 'options',
	protects: true,
	options: [
		{
			name: 'Stop With an Error',
			value: 'fail',
			description: 'Nothing is sent; the error names the hours',
		},
		{
			name: 'Move Into Allowed Hours',
			value: 'moveIntoWindow',
			description: 'People are called or texted at the next time when it is allowed',
		},
	],
	default: 'fail',
	description:
		'What to do when people would be called or texted at a time when your account may not do that, mostly before 11:00 and after 20:30 (time of Almaty)',
};

/** What the account allows, and what time it is at the service. */
interface AccountHours {
	window: AllowedWindow;
	/** How far the service's clock is ahead of ours, in ms. */
	aheadMs: number;
}

const known = new WeakMap<IExecuteFunctions, Promise<AccountHours>>();

/**
 * A campaign's body with hours that the account allows (GET /settings, asked once per run), by the service's
 * own clock.
 *
 * @throws NodeOperationError when they aren't allowed and Outside Allowed Hours says to stop; ApiFailure
 * when the settings can't be had
 */
export async function withinAllowedHours(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
): Promise<IDataObject> {
	const { window, aheadMs } = await hoursOfAccount(call);
	const now = DateTime.fromMillis(Date.now() + aheadMs, { zone: SERVICE_ZONE });
	const check = kind.checkHours(body, window, now);
	if (check.fits) return body;
	if (call.parameters.get('options.outsideAllowedHours') === 'moveIntoWindow') {
		return { ...body, ...check.moved };
	}
	const { context, itemIndex } = call;
	throw new NodeOperationError(
		context.getNode(),
		`The ${kind.noun} ${check.problem} [item ${itemIndex}]`,
		{
			itemIndex,
			description:
				'Nothing was sent. Change the day or the hours in Additional Fields, set Options → Outside Allowed Hours to Move Into Allowed Hours, or ask AutoCall.kz support for longer hours.',
		},
	);
}

async function hoursOfAccount(call: OperationCall): Promise<AccountHours> {
	const asked = known.get(call.context) ?? ask(call);
	known.set(call.context, asked);
	// Not kept when it failed: the next item may have more luck.
	asked.catch(() => known.delete(call.context));
	return await asked;
}

async function ask(call: OperationCall): Promise<AccountHours> {
	const { body, headers, status } = await call.send({ method: 'GET', path: ['settings'] });
	if (!isTimeOfDay(body.time_from) || !isTimeOfDay(body.time_to)) {
		throw new ApiFailure({ status, unreadableBody: true });
	}
	const told = DateTime.fromHTTP(String(headers.date));
	return {
		window: { from: body.time_from, to: body.time_to },
		aheadMs: told.isValid ? told.toMillis() - Date.now() : 0,
	};
}

function isTimeOfDay(value: unknown): value is string {
	return typeof value === 'string' && /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value);
}
