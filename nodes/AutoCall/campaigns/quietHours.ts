import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import { DateTime } from 'luxon';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { SERVICE_ZONE, shortTime } from '../service/dates';
import type { Field } from '../../shared/declaration/field';
import type { OperationCall } from '../../shared/call/operationCall';
import {
	allowedWindow,
	dayProblem,
	DEFAULT_HOURS,
	type AllowedWindow,
	type CampaignHours,
	type CampaignSchedule,
	type HoursResult,
} from './allowedHours';
import type { CampaignKind } from './kinds';

/** The choice for a campaign outside the hours in which the account may call and text. */
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
			description: 'People are called or texted at the next allowed time',
		},
		{
			name: 'Send Anyway',
			value: 'sendAnyway',
			description:
				'The hours are not checked; AutoCall.kz may refuse the campaign, or start it later',
		},
	],
	default: 'fail',
	description:
		'What to do when people would be called or texted outside the hours allowed to your account (usually 11:00 to 20:30, Almaty time), or at a time in the past',
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ALL_DAYS = WEEKDAYS.map((day) => day.toLowerCase());

/** The days of the week on which campaigns may start. */
export const allowedDaysOption: Field = {
	displayName: 'Allowed Days',
	name: 'allowedDays',
	type: 'multiOptions',
	protects: true,
	options: WEEKDAYS.map((name) => ({ name, value: name.toLowerCase() })),
	default: [...ALL_DAYS],
	// Without a day no other day could be found, and an expression that returns nothing would allow all.
	required: true,
	description:
		'Days of the week on which a campaign may start (Almaty time). On other days, Outside Allowed Hours applies. An autocall that is not finished on its first day continues on the next day.',
};

/** The hours that the account allows, and the service's time. */
interface AccountHours {
	window: AllowedWindow;
	/** How far the service's clock is ahead of ours, in ms. */
	aheadMs: number;
}

const known = new WeakMap<IExecuteFunctions, Promise<AccountHours>>();

/**
 * Checks the hours of an autocall that can be checked without the service: one bound alone must not make them
 * end before they begin. Moved Into Allowed Hours, the other one gives way.
 *
 * @throws NodeOperationError that names the bound that was left out
 */
export function checkGivenHours({ parameters }: OperationCall): void {
	const from = parameters.get<string>('additionalFields.timeFrom');
	const to = parameters.get<string>('additionalFields.timeTo');
	const isReversed = (from ?? DEFAULT_HOURS.from) >= (to ?? DEFAULT_HOURS.to);
	if (!isReversed || outsideAllowedHours(parameters) === 'moveIntoWindow') return;
	if (from !== undefined && to === undefined) {
		throw parameters.invalid(
			'Time To',
			`was left at ${shortTime(DEFAULT_HOURS.to)}, which is not after Time From, ${shortTime(from)}`,
			'Nothing was sent. Add Time To in Additional Fields.',
		);
	}
	if (from === undefined && to !== undefined) {
		throw parameters.invalid(
			'Time From',
			`was left at ${shortTime(DEFAULT_HOURS.from)}, which is not before Time To, ${shortTime(to)}`,
			'Nothing was sent. Add Time From in Additional Fields.',
		);
	}
}

/**
 * A campaign's body with hours that the account allows (GET /settings, fetched once per run), by the service's
 * own clock. With Send Anyway they are not checked.
 *
 * @throws NodeOperationError when they aren't allowed and Outside Allowed Hours is Stop With an Error; ApiFailure
 * when the settings can't be fetched
 */
export async function withinAllowedHours(
	call: OperationCall,
	kind: CampaignKind,
	body: IDataObject,
): Promise<IDataObject> {
	const choice = outsideAllowedHours(call.parameters);
	const { hours } = kind;
	if (choice === 'sendAnyway' && !hours.regardless) return body;
	const { window, aheadMs } = await hoursOfAccount(call);
	const now = DateTime.fromMillis(Date.now() + aheadMs, { zone: SERVICE_ZONE });
	if (choice === 'sendAnyway') return { ...body, ...hours.regardless?.(now, window) };
	const days = call.parameters.get<string[]>('options.allowedDays') ?? ALL_DAYS;
	const check = checkSchedule(hours, body, window, now, days);
	if (check.fits) return { ...body, ...check.schedule };
	if (choice === 'moveIntoWindow') return { ...body, ...check.moved };
	const { context, itemIndex } = call;
	throw new NodeOperationError(
		context.getNode(),
		`The ${kind.noun} ${check.problem} [item ${itemIndex}]`,
		{
			itemIndex,
			description: `Nothing was sent. ${kind.isNow ? 'Set' : 'Change the day or the hours in Additional Fields, set'} Options → Outside Allowed Hours to Move Into Allowed Hours, ${
				window.isAssumed
					? 'or to Send Anyway if the account has other hours.'
					: 'or ask AutoCall.kz support for longer hours.'
			}`,
		},
	);
}

/** Checks the hours, and then the day on which it starts. */
function checkSchedule(
	hours: CampaignHours,
	body: CampaignSchedule,
	window: AllowedWindow,
	now: DateTime,
	days: string[],
): HoursResult {
	const given = pickBy(pick(body, ['date_from', 'time_from', 'time_to']));
	const check = hours.check(given, window, now);
	const schedule = { ...given, ...(check.fits ? check.schedule : check.moved) };
	const wrongDay = dayProblem(schedule, days, now);
	if (!wrongDay) return check;
	const moved = hours.onLaterDay(schedule, wrongDay.nextDay, window);
	return { fits: false, problem: check.fits ? wrongDay.problem : check.problem, moved };
}

function outsideAllowedHours(parameters: OperationCall['parameters']): string | undefined {
	return parameters.get<string>('options.outsideAllowedHours');
}

async function hoursOfAccount(call: OperationCall): Promise<AccountHours> {
	const asked = known.get(call.context) ?? ask(call);
	known.set(call.context, asked);
	// Not kept when it failed: the next item tries again.
	asked.catch(() => known.delete(call.context));
	return await asked;
}

async function ask(call: OperationCall): Promise<AccountHours> {
	const { body, headers } = await call.send({ method: 'GET', path: ['settings'] });
	const serviceTime = DateTime.fromHTTP(String(headers.date));
	return {
		window: allowedWindow(body.time_from, body.time_to),
		aheadMs: serviceTime.isValid ? serviceTime.toMillis() - Date.now() : 0,
	};
}
