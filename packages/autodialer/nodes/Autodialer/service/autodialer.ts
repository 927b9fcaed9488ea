import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { operationsOf } from '../../../../../nodes/shared/declaration/operation';
import type { ApiFailure, FailureDetails } from '../../../../../nodes/shared/transport/apiFailure';
import { apiKeyOf } from '../../../../../nodes/shared/transport/apiKey';
import { createTransport } from '../../../../../nodes/shared/transport/createTransport';
import { foreignText } from '../../../../../nodes/shared/transport/foreignText';
import { asObject, unexpectedResponse } from '../../../../../nodes/shared/transport/responseShape';
import type { Service } from '../../../../../nodes/shared/transport/service';

/** Autodialer: its address, and how its responses are read. The manual names no errors and no limit. */
const AUTODIALER: Service = {
	name: 'Autodialer',
	nodeName: 'Autodialer',
	support: 'your provider of Autodialer',
	credential: {
		type: 'autodialerApi',
		name: 'Autodialer credential',
		labels: { address: 'Base URL', key: 'Access Token' },
		defaultAddress: 'the address in your manual before /make',
		whereKeyIs: 'Your provider of Autodialer gives it to you.',
		read: ({ accessToken, baseUrl }) => ({
			key: apiKeyOf(accessToken),
			baseUrl: String(baseUrl ?? '').trim(),
		}),
	},
	memoryKey: 'autodialerRun',
	readWords: (body) => ({ message: wordsIn(body) }),
	// Only what is surely a refusal: the rest may have been carried out, and is not sent again.
	isRefusal(body) {
		const { report, QUERY_ID, QUERY_COUNT } = asObject(body);
		const { ok, inserted } = asObject(report);
		if (report !== undefined) return countOf(ok) === 0 && countOf(inserted) === 0;
		if (QUERY_ID !== undefined || QUERY_COUNT !== undefined) return countOf(QUERY_COUNT) === 0;
		return Boolean(errorIn(body));
	},
	mayBeEmpty: () => false,
};

/** The transport to Autodialer. */
export const autodialer = createTransport(AUTODIALER);

/** Declares an operation of Autodialer. */
export const defineOperation = operationsOf<OperationCall>(AUTODIALER);

/** Returns a count of the dialer, a number or its digits; NaN for anything else, such as a blank. */
export function countOf(value: unknown): number {
	return /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
}

/** Makes the failure of a response that is not as the manual has it, with the words in it. */
export function unexpected(body: unknown, details: FailureDetails): ApiFailure {
	return unexpectedResponse({
		...details,
		serviceMessage: foreignText(wordsIn(body)) || undefined,
	});
}

function wordsIn(body: unknown): string | undefined {
	const { message, report } = asObject(body);
	const { errorcode } = asObject(report);
	const said = typeof message === 'string' ? message : errorIn(body);
	return said ?? (errorcode === undefined ? undefined : `error code ${errorcode}`);
}

function errorIn(body: unknown): string | undefined {
	const { error } = asObject(body);
	return [error, asObject(error).message].find((one) => typeof one === 'string') as
		string | undefined;
}
