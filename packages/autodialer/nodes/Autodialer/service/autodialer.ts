import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { operationsOf } from '../../../../../nodes/shared/declaration/operation';
import { apiKeyOf } from '../../../../../nodes/shared/transport/apiKey';
import { createTransport } from '../../../../../nodes/shared/transport/createTransport';
import { asObject } from '../../../../../nodes/shared/transport/responseShape';
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
	isRefusal(body) {
		const { report, QUERY_COUNT } = asObject(body);
		const { ok, inserted } = asObject(report);
		if (report !== undefined) return Number(ok) === 0 && Number(inserted) === 0;
		return QUERY_COUNT === undefined ? wordsIn(body) !== undefined : Number(QUERY_COUNT) === 0;
	},
	mayBeEmpty: () => false,
};

/** The transport to Autodialer. */
export const autodialer = createTransport(AUTODIALER);

/** Declares an operation of Autodialer. */
export const defineOperation = operationsOf<OperationCall>(AUTODIALER);

function wordsIn(body: unknown): string | undefined {
	const { message, error, report } = asObject(body);
	const { errorcode } = asObject(report);
	const said = [message, error, asObject(error).message].find((one) => typeof one === 'string');
	return (said as string) ?? (errorcode === undefined ? undefined : `error code ${errorcode}`);
}
