import { InvalidValue, isBlank, shown, text, type Rule } from '../runtime/rules';
import { phoneNumber } from './numbers';

/** A contact as the API takes it. */
export interface Contact {
	/** `+7XXXXXXXXXX` */
	number: string;
	/** A remark of the person's own. */
	extra?: string;
	/** Values for `{{name}}` in SMS texts. */
	variables?: Record<string, string>;
}

/** A contact as it was given, unchecked. */
export interface GivenContact {
	number: unknown;
	extra?: unknown;
	variables?: unknown;
}

/** What an endpoint takes of a contact. */
export interface ContactBounds {
	/** Operator codes; left out where the endpoint names none. */
	codes?: ReadonlySet<string>;
	/** Most characters of `extra`: 255, but 60 in SMS bulks. */
	extraMax: number;
}

/** Most characters of a variable's name (POST /lists). */
const VARIABLE_NAME = /^\w{1,30}$/;
const variableValue = text({ max: 255 });

/**
 * Makes the check of a contact for an endpoint.
 *
 * @returns a function that gives the contact to send
 * @throws InvalidValue from that function, worded to follow the place of the contact: `item 3 …`
 */
export function contactCheck({ codes, extraMax }: ContactBounds): (given: GivenContact) => Contact {
	const number = phoneNumber(codes);
	const extra = text({ max: extraMax });
	return (given) => {
		const contact: Contact = { number: partOf('number', number, given.number) as string };
		if (!isBlank(given.extra)) {
			contact.extra = partOf('extra', extra, given.extra) as string;
		}
		const variables = checkedVariables(given.variables);
		if (variables) {
			contact.variables = variables;
		}
		return contact;
	};
}

function checkedVariables(given: unknown): Record<string, string> | undefined {
	if (isBlank(given)) return undefined;
	if (typeof given !== 'object' || Array.isArray(given)) {
		throw new InvalidValue(`variables must be an object, but is ${shown(given)}`);
	}
	const checked = Object.entries(given as object)
		.filter(([, value]) => value !== undefined && value !== null)
		.map(([name, value]) => {
			if (!VARIABLE_NAME.test(name) || name === '__proto__') {
				throw new InvalidValue(
					`variable ${shown(name)} must be named with Latin letters, digits and _ only, at most 30 of them`,
				);
			}
			return [name, partOf(`variable "${name}"`, variableValue, value) as string] as const;
		});
	return checked.length > 0 ? Object.fromEntries(checked) : undefined;
}

function partOf(part: string, rule: Rule, value: unknown): unknown {
	try {
		return rule(value);
	} catch (error) {
		throw new InvalidValue(`${part} ${(error as Error).message}`); // eslint-disable-line @n8n/community-nodes/require-node-api-error -- gathered into one error about all contacts
	}
}
