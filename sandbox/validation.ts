import { FieldErrors, type HttpError, notFound } from './errors';

/** One refusal as express-openapi-validator reports it. */
export interface ContractError {
	/** JSON pointer such as `/body/list_id/0/number`. */
	path: string;
	message: string;
	/** E.g. `required.openapi.validation`. */
	errorCode?: string;
}

/** Path parameters that are words to choose from, so that a wrong one is an invalid field. */
const wordParameters = new Set(['visit_card_type']);

/**
 * Turns refusals of the contract into Laravel's responses: 404 for an ID that cannot be one, 422 with
 * dot paths and short Russian sentences for everything else.
 * @param body the request's body, to tell which branch of a choice was meant
 */
export function toLaravelError(errors: readonly ContractError[], body: unknown): HttpError {
	if (errors.some(({ path }) => isUnknownId(path))) return notFound();
	const fields = new FieldErrors();
	for (const error of withoutOtherBranches(errors, body)) {
		const field = fieldOf(error.path);
		const sentence = describe(error, field.split('.').at(-1) ?? field);
		if (!fields.byField[field]?.includes(sentence)) fields.add(field, sentence);
	}
	return fields.toHttpError();
}

function isUnknownId(path: string): boolean {
	const [, place, name] = path.split('/');
	return place === 'params' && !wordParameters.has(name ?? '');
}

function fieldOf(path: string): string {
	const [, place, ...steps] = path.split('/');
	return steps.length > 0 ? steps.join('.') : (place ?? 'body');
}

/** For a value that may be an ID or an object, keeps the errors of the form that was sent. */
function withoutOtherBranches(
	errors: readonly ContractError[],
	body: unknown,
): readonly ContractError[] {
	const choices = new Set(
		errors.filter((error) => keywordOf(error) === 'oneOf').map(({ path }) => path),
	);
	if (choices.size === 0) return errors;
	return errors.filter((error) => {
		if (!choices.has(error.path)) return true;
		const sent = valueAt(body, error.path);
		const isObject = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
		return isObject ? false : keywordOf(error) === 'oneOf';
	});
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('/')
		.slice(2)
		.reduce<unknown>(
			(value, step) =>
				typeof value === 'object' && value !== null
					? (value as Record<string, unknown>)[step]
					: undefined,
			body,
		);
}

function keywordOf({ errorCode }: ContractError): string {
	return errorCode?.split('.')[0] ?? '';
}

function describe(error: ContractError, name: string): string {
	const bound = /-?\d+(\.\d+)?/.exec(error.message)?.[0] ?? '';
	switch (keywordOf(error)) {
		case 'required':
			return `Поле ${name} обязательно.`;
		case 'additionalProperties':
			return `Поле ${name} не предусмотрено.`;
		case 'maxLength':
			return `Поле ${name} не может быть длиннее ${bound} символов.`;
		case 'minLength':
			return `Поле ${name} не может быть короче ${bound} символов.`;
		case 'maxItems':
			return `Поле ${name} не может содержать больше ${bound} элементов.`;
		case 'minItems':
			return `Поле ${name} должно содержать не меньше ${bound} элементов.`;
		case 'maximum':
			return `Поле ${name} не может быть больше ${bound}.`;
		case 'minimum':
			return `Поле ${name} не может быть меньше ${bound}.`;
		case 'enum':
			return `Выбранное значение для ${name} недопустимо.`;
		case 'type':
		case 'oneOf':
			return `Поле ${name} имеет неверный тип.`;
		default:
			return `Поле ${name} имеет неверный формат.`;
	}
}
