import { charge } from '../billing';
import { FieldErrors, HttpError, invalid } from '../errors';
import { flashCallPrice } from '../prices';
import { deterministic } from '../random';
import { created, withBody, type Handlers } from './handler';

const attempts = 3;
const attemptsWindow = 5 * 60 * 1000;

/** Codes that begin so stand for numbers the pool does not have. */
const unavailablePrefix = '000';

function generateCode(digits: number, random: number): string {
	return String(Math.floor(random * 10 ** digits)).padStart(digits, '0');
}

export const flashCallHandlers: Handlers = {
	'post-flash-calls': withBody<{ number: string; digits?: number; code?: string }>(
		({ context, body }) => {
			const { store, clock, seed } = context;
			const { number, digits, code } = body;
			if (digits === undefined && code === undefined) {
				const errors = new FieldErrors();
				errors.add('digits', 'Поле digits обязательно, если code не передан.');
				errors.add('code', 'Поле code обязательно, если digits не передан.');
				throw errors.toHttpError();
			}
			const recent = store.flashCalls.filter(
				(row) => row.number === number && clock.millisecondsSince(row.created_at) < attemptsWindow,
			);
			const oldest = recent[0];
			if (oldest && recent.length >= attempts) {
				const left = attemptsWindow - clock.millisecondsSince(oldest.created_at);
				throw new HttpError(
					429,
					{ message: 'Слишком много попыток на этот номер.' },
					{ 'Retry-After': String(Math.max(1, Math.ceil(left / 1000))) },
				);
			}
			if (code?.startsWith(unavailablePrefix)) {
				throw invalid('code', 'Номер с нужными цифрами недоступен.');
			}
			charge(context, flashCallPrice, `Flash Call ${number}`);
			const random = deterministic(seed, `flash:${number}:${store.flashCalls.size}`);
			const placed = store.flashCalls.add({
				number,
				code: code ?? generateCode(digits ?? 4, random),
				created_at: clock.timestamp(),
			});
			return created({ id: placed.id, code: placed.code, number });
		},
	),
};
