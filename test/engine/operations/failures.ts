import type { IDataObject } from 'n8n-workflow';

import type { FailureCase, SentRequest } from './operationCase';

type Failure = FailureCase['fails'];

/** The error for an API key that isn't (or is no longer) that of an account. */
export const KEY_REFUSED: Failure = {
	message: 'AutoCall.kz did not accept the API key [item 0]',
	description:
		'Open the AutoCall credential and paste the API key again. Find it in your account at autocall.kz under Settings → API.',
	status: 401,
};

/** The error for a limiter that wants a longer wait (600 s) than an execution may take. */
export const PACE_REFUSED: Failure = {
	message: 'AutoCall.kz refused the request: too many requests [item 0]',
	description:
		'AutoCall.kz says: “Too Many Attempts”. It can be tried again in 600 s. An account may send 300 requests a minute unless AutoCall.kz support has raised the limit. Nothing was sent.',
	status: 429,
};

/** The fault to plan in the sandbox for `PACE_REFUSED`. */
export const TOO_MANY_ATTEMPTS = {
	kind: 'status',
	status: 429,
	body: { message: 'Too Many Attempts.' },
	headers: { 'Retry-After': '600' },
} as const;

/** The error for an ID that the account doesn't have. @param label of the parameter with the ID */
export function notFound(thing: string, id: number | string, label: string): Failure {
	return {
		message: `The ${thing} "${id}" was not found [item 0]`,
		description: `Your AutoCall.kz account has nothing with this ID. It may have been deleted, or belong to another account. Check "${label}".`,
		status: 404,
	};
}

/** The error for a create that the service refuses. @param lines `label: the service's own words` */
export function notAccepted(lines: string, hours?: string): Failure {
	return refused(lines, 'Nothing was sent.', hours);
}

/** The error for an update or a delete that the service refuses, as `notAccepted`. */
export function notChanged(lines: string, hours?: string): Failure {
	return refused(lines, 'Nothing was changed.', hours);
}

function refused(lines: string, effect: string, hours?: string): Failure {
	const aboutHours = `Your account may call and text from ${hours} (Almaty time). Choose a time within these hours, or ask AutoCall.kz support for other hours. `;
	return {
		message: `AutoCall.kz did not accept: ${lines} [item 0]`,
		description: `${hours ? aboutHours : ''}Correct the values named here and run this again. ${effect}`,
		status: 422,
	};
}

/** The error for a campaign that would call or text when the account may not. @param hours of the account */
export function outsideHours(plan: string, hours: string): Failure {
	return {
		message: `${plan}, but the account may call and text from ${hours} (Almaty time) [item 0]`,
		description:
			'Nothing was sent. Change the day or the hours in Additional Fields, set Options → Outside Allowed Hours to Move Into Allowed Hours, or ask AutoCall.kz support for longer hours.',
	};
}

/** The error for a price that the account can't pay. @param there what the account has: `1.5 tenge` */
export function balanceTooLow(there: string): Failure {
	return {
		message: `The balance of the AutoCall.kz account is too low for this: it is ${there} [item 0]`,
		description: `AutoCall.kz says: “Недостаточно средств на балансе”. ${TOP_UP}`,
		status: 402,
	};
}

/** The error for a campaign that the account can't pay. */
export function campaignTooDear(needed: string, there: string): Failure {
	return {
		message: `The balance of the AutoCall.kz account is too low for this: it could cost ${needed}, but the balance is ${there} [item 0]`,
		description: `AutoCall.kz says: “Недостаточно средств на балансе”. ${TOP_UP}`,
		status: 422,
	};
}

const TOP_UP =
	'Top up the account (Payment → Create Top-Up creates a payment link) and run this again. Nothing was sent.';

/** The error for a value that is refused before anything is sent. @param label of the parameter */
export function refusedHere(label: string, problem: string): Failure {
	return { message: `"${label}" ${problem} [item 0]` };
}

/** An update that changes nothing. */
export function nothingToChange(parameters: IDataObject): FailureCase {
	const fails = refusedHere('Update Fields', 'has nothing to change: add at least one field');
	return { title: 'nothing is added', parameters, sends: [], fails };
}

/**
 * Makes the cases of an ID that the account doesn't have.
 *
 * @param label of the parameter with the ID
 * @param parameters with the ID
 * @returns the case for a request that asks for it, with what is filled in besides
 */
export function noSuch(
	thing: string,
	id: number | string,
	label: string,
	parameters: IDataObject,
): (request: string | SentRequest, besides?: IDataObject) => FailureCase {
	return (request, besides) => ({
		title: `there is no such ${thing}`,
		parameters: { ...parameters, ...besides },
		sends: [typeof request === 'string' ? { request } : request],
		fails: notFound(thing, id, label),
	});
}

/** A key that is no longer that of an account. */
export function keyRevoked(request: SentRequest): FailureCase {
	return {
		title: 'the API key was revoked',
		apiKey: 'revoked',
		sends: [request],
		fails: KEY_REFUSED,
	};
}
