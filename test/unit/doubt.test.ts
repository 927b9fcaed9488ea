/** Which failures prove that nothing was carried out, so that a request may be sent again. */
import type { FailureDetails } from '../../nodes/shared/transport/apiFailure';
import { isInDoubt, mayBeCarriedOut } from '../../nodes/shared/duplicates/doubt';

/** As the service itself refuses. */
const ofService = (status: number): FailureDetails => ({ status, serviceMessage: 'No.' });
/** A proxy's response. */
const page = (status: number): FailureDetails => ({ status, unreadableBody: true });
const broken = (networkCode?: string, serviceMessage = ''): FailureDetails => ({
	networkCode,
	serviceMessage,
});

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_none, index) => from + index);

it.each([
	...[401, 404, 405, 413, 429].flatMap((status) => [ofService(status), page(status), { status }]),
	...range(400, 499)
		.filter((status) => status !== 408)
		.map(ofService),
	{ status: 422, fieldMessages: { name: ['No.'] } },
	...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map((code) => broken(code)),
	broken('EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443'),
	broken('ENETUNREACH', 'connect ENETUNREACH 10.0.0.1:443'),
])('nothing was carried out: %j', (failure) => {
	expect(mayBeCarriedOut(failure)).toBe(false);
});

it.each([
	...range(100, 103).map(page),
	...[200, 201, 202, 204].map(page),
	...range(300, 399).flatMap((status) => [ofService(status), page(status), { status }]),
	...range(500, 599).flatMap((status) => [ofService(status), page(status)]),
	ofService(408),
	...range(400, 499)
		.filter((status) => ![401, 404, 405, 413, 429].includes(status))
		.flatMap((status) => [page(status), { status }]),
	broken(),
	...['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EPROTO'].map((code) => broken(code)),
	broken('EHOSTUNREACH', 'read EHOSTUNREACH'),
	broken('ENETUNREACH', 'write ENETUNREACH'),
])('it may have been carried out: %j', (failure) => {
	expect(mayBeCarriedOut(failure)).toBe(true);
	expect(isInDoubt({ ...failure, repeatable: false })).toBe(true);
	// What may be sent again at any time leaves no doubt that matters.
	expect(isInDoubt({ ...failure, repeatable: true })).toBe(false);
});
