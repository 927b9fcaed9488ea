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

/** Names of variables (POST /lists). */
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
	const checkName = variableNameCheck();
	return (given) => {
		const contact: Contact = { number: partOf('number', number, given.number) };
		if (!isBlank(given.extra)) {
			contact.extra = partOf('extra', extra, given.extra);
		}
		const variables = checkedVariables(given.variables, checkName);
		if (variables) {
			contact.variables = variables;
		}
		return contact;
	};
}

/** Makes the check of variables' names, which are the same for most of the contacts. */
function variableNameCheck(): (name: string) => void {
	const known = new Set<string>();
	return (name) => {
		if (known.has(name)) return;
		if (!VARIABLE_NAME.test(name) || name === '__proto__') {
			throw new InvalidValue(
				`variable ${shown(name)} must be named with Latin letters, digits and _ only, at most 30 of them`,
			);
		}
		known.add(name);
	};
}

function checkedVariables(
	given: unknown,
	checkName: (name: string) => void,
): Record<string, string> | undefined {
	if (isBlank(given)) return undefined;
	if (typeof given !== 'object' || Array.isArray(given)) {
		throw new InvalidValue(`variables must be an object, but is ${shown(given)}`);
	}
	let checked: Record<string, string> | undefined;
	for (const name of Object.keys(given as object)) {
		const value = (given as Record<string, unknown>)[name];
		if (value === undefined || value === null) continue;
		checkName(name);
		checked ??= {};
		checked[name] = partOf(name, variableValue, value, true);
	}
	return checked;
}

function partOf(part: string, rule: Rule, value: unknown, isVariable = false): string {
	try {
		return rule(value) as string;
	} catch (error) {
		const label = isVariable ? `variable "${part}"` : part;
		throw new InvalidValue(`${label} ${(error as Error).message}`); // eslint-disable-line @n8n/community-nodes/require-node-api-error -- gathered into one error about all contacts
	}
}
