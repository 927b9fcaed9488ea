/** A response other than success, thrown by a handler and sent as it is. */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		readonly body: { message: string; errors?: Record<string, string[]> },
		readonly headers: Record<string, string> = {},
	) {
		super(body.message);
	}
}

/** 404 in the service's words. */
export function notFound(): HttpError {
	return new HttpError(404, { message: 'Not found.' });
}

/** 402: the balance does not cover the price. */
export function paymentRequired(): HttpError {
	return new HttpError(402, { message: 'Недостаточно средств на балансе.' });
}

/** Gathers the refusals of a request by field, so that one response has all of them. */
export class FieldErrors {
	readonly byField: Record<string, string[]> = {};

	/** @param field dot path, e.g. `list_id.0.number` */
	add(field: string, message: string): void {
		(this.byField[field] ??= []).push(message);
	}

	get isEmpty(): boolean {
		return Object.keys(this.byField).length === 0;
	}

	/** The gathered refusals as Laravel sends them: 422 unless another status is given. */
	toHttpError(status = 422): HttpError {
		return new HttpError(status, {
			message: 'The given data was invalid.',
			errors: this.byField,
		});
	}

	/** @throws HttpError 422 when anything was gathered */
	throwIfAny(): void {
		if (!this.isEmpty) throw this.toHttpError();
	}
}

/** A refusal of one field, 422 unless another status is given. */
export function invalid(field: string, message: string, status = 422): HttpError {
	const errors = new FieldErrors();
	errors.add(field, message);
	return errors.toHttpError(status);
}
