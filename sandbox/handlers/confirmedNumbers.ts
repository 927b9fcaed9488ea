import type { SandboxContext } from '../context';
import { FieldErrors, invalid } from '../errors';
import { deterministic } from '../random';
import type { ConfirmedNumber } from '../store/entities';
import { created, ok, withBody, type Handlers } from './handler';

const unverifiedLifetime = 10 * 60 * 1000;

/** The numbers of the account; unverified ones are forgotten after 10 minutes. */
export function listConfirmedNumbers({ store, clock }: SandboxContext): ConfirmedNumber[] {
	for (const { id, verified_at, created_at } of store.confirmedNumbers.all()) {
		if (verified_at === null && clock.millisecondsSince(created_at) >= unverifiedLifetime) {
			store.confirmedNumbers.delete(id);
		}
	}
	return store.confirmedNumbers.all();
}

/** A number as the API shows it: without its code. */
export function presentConfirmedNumber({ verification_code: _code, ...number }: ConfirmedNumber) {
	return number;
}

function addNumber(context: SandboxContext, number: string): ConfirmedNumber {
	const { store, clock, seed } = context;
	const known = listConfirmedNumbers(context).find((row) => row.number === number);
	if (known?.verified_at) throw invalid('number', 'Номер уже подтверждён.');
	if (known) store.confirmedNumbers.delete(known.id);
	const now = clock.timestamp();
	return store.confirmedNumbers.add({
		number,
		verified_at: null,
		verification_code: 10_000 + Math.floor(deterministic(seed, `verify:${number}`) * 90_000),
		created_at: now,
		updated_at: now,
	});
}

function verifyNumber(context: SandboxContext, code: number): ConfirmedNumber {
	const waiting = listConfirmedNumbers(context).find(
		(row) => row.verified_at === null && row.verification_code === code,
	);
	if (!waiting) throw invalid('verification_code', 'Неверный код подтверждения.');
	waiting.verified_at = context.clock.timestamp();
	waiting.updated_at = waiting.verified_at;
	return waiting;
}

export const confirmedNumberHandlers: Handlers = {
	'get-settings-confirmed-numbers': ({ context }) =>
		ok(listConfirmedNumbers(context).map(presentConfirmedNumber)),

	'post-settings-confirmed-numbers': withBody<{ number?: string; verification_code?: number }>(
		({ context, body }) => {
			if (body.verification_code !== undefined) {
				return created(presentConfirmedNumber(verifyNumber(context, body.verification_code)));
			}
			if (body.number !== undefined) {
				return created(presentConfirmedNumber(addNumber(context, body.number)));
			}
			const errors = new FieldErrors();
			errors.add('number', 'Поле number обязательно.');
			errors.add('verification_code', 'Поле verification_code обязательно.');
			throw errors.toHttpError();
		},
	),
};
