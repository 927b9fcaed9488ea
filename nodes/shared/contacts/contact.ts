import { InvalidValue, isBlank, shown, text, type Parser } from '../declaration/parsers';

/** A contact as it is sent. */
export interface Contact {
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

/** The contacts as they were given, by their position; each is built on demand. */
export interface ContactSource {
	count: number;
	at(position: number): GivenContact;
	/** The name of a contact in a message: `item 3`, `contact 4`. */
	placeOf(position: number): string;
	/** Set when Execute Once dropped other items. */
	executeOnce?: string;
}

/** The bounds that an endpoint has for a contact. */
export interface ContactBounds {
	/** Parses the number into the form in which it is sent. */
	number: Parser;
	/** Most characters of `extra`; left out where there is none. */
	extraMax?: number;
	/** Whether there are no variables. */
	hasNoVariables?: boolean;
	/** The only names that variables may have; any when left out. */
	variableNames?: string[];
	/** Whether all of them may be left out as invalid, because each comes out with its reason. */
	mayAllBeInvalid?: boolean;
	/** Parameters that name a field of the input items for a variable. */
	itemFields?: ItemField[];
}

/** A parameter that names the field of the input items with the values of one variable. */
export interface ItemField {
	variable: string;
	displayName: string;
	name: string;
	description: string;
}

/** Names of variables. */
const VARIABLE_NAME = /^\w{1,30}$/;
const variableValue = text({ max: 255 });

/** Whether a variable may have this name. */
export function isVariableName(name: string): boolean {
	return VARIABLE_NAME.test(name) && name !== '__proto__';
}

/** The rule for names of variables, worded to follow a name that breaks it. */
export const VARIABLE_NAMES = 'must be named with at most 30 Latin letters, digits and _';

/** Checks contacts, and converts the valid ones into the form that is sent. */
export interface ContactParser {
	/**
	 * Checks all of a contact.
	 *
	 * @returns its number as it is sent
	 * @throws InvalidValue, worded to follow the place of the contact: `item 3 …`
	 */
	numberOf(given: GivenContact): string;
	/** Returns the contact to send; it was checked before, which returned its number. */
	contactOf(given: GivenContact, number: string): Contact;
}

/** Makes the parser of the contacts of an endpoint. */
export function contactParser({
	number,
	extraMax,
	hasNoVariables = false,
	variableNames,
}: ContactBounds): ContactParser {
	const extra = text({ max: extraMax });
	const known = [
		'number',
		...(extraMax === undefined ? [] : ['extra']),
		...(hasNoVariables ? [] : ['variables']),
	];
	const checkName = variableNameCheck(variableNames);
	return {
		numberOf(given) {
			checkFields(given, known);
			const checked = partOf('number', number, given.number);
			if (!isBlank(given.extra)) partOf('extra', extra, given.extra);
			checkVariables(given.variables, checkName);
			return checked;
		},
		contactOf(given, checkedNumber) {
			const contact: Contact = { number: checkedNumber };
			if (!isBlank(given.extra)) contact.extra = String(given.extra);
			const variables = variablesOf(given.variables);
			if (variables) contact.variables = variables;
			return contact;
		},
	};
}

/** Refuses fields that would be lost silently, such as `vars` for `variables`. */
function checkFields(given: GivenContact, known: string[]): void {
	for (const field in given) {
		if (!known.includes(field) && given[field as keyof GivenContact] !== undefined) {
			throw new InvalidValue(
				`has the unknown field ${shown(field)}: a contact has ${listed(known)}`,
			);
		}
	}
}

/** `number, extra and variables` */
export function listed(names: string[]): string {
	return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

/** Makes the check of variables' names, which are the same for most of the contacts. */
function variableNameCheck(names?: string[]): (name: string) => void {
	const known = new Set<string>();
	return (name) => {
		if (known.has(name)) return;
		if (names && !names.includes(name)) {
			throw new InvalidValue(
				`has the unknown variable ${shown(name)}: the variables are ${listed(names)}`,
			);
		}
		if (!isVariableName(name)) {
			throw new InvalidValue(`variable ${shown(name)} ${VARIABLE_NAMES}`);
		}
		known.add(name);
	};
}

function checkVariables(given: unknown, checkName: (name: string) => void): void {
	if (isBlank(given)) return;
	if (typeof given !== 'object' || Array.isArray(given)) {
		throw new InvalidValue(`variables must be an object, but is ${shown(given)}`);
	}
	for (const [name, value] of givenVariables(given as object)) {
		checkName(name);
		partOf(name, variableValue, value, true);
	}
}

function variablesOf(given: unknown): Record<string, string> | undefined {
	if (isBlank(given)) return undefined;
	const variables: Record<string, string> = {};
	for (const [name, value] of givenVariables(given as object)) variables[name] = String(value);
	return Object.keys(variables).length > 0 ? variables : undefined;
}

/** The variables that have a value; the others count as absent. */
function givenVariables(given: object): Array<[name: string, value: unknown]> {
	return Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
}

function partOf(part: string, parse: Parser, value: unknown, isVariable = false): string {
	try {
		return parse(value) as string;
	} catch (error) {
		const label = isVariable ? `variable "${part}"` : part;
		throw labelled(label, error as Error);
	}
}

function labelled(label: string, { message }: Error): InvalidValue {
	return new InvalidValue(`${label} ${message}`);
}
