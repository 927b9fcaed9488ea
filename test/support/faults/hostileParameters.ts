import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/call/operationCall';
import { RESOURCES } from '../../../nodes/AutoCall/operations';
import { fieldsWithin, type Field } from '../../../nodes/shared/declaration/field';
import { byId } from '../autoCall';
import {
	HOSTILE_ADDRESSES,
	HOSTILE_CHOICES,
	HOSTILE_CONTACT_LISTS,
	HOSTILE_DAYS,
	HOSTILE_FLAGS,
	HOSTILE_ID_LISTS,
	HOSTILE_IDS,
	HOSTILE_JSON,
	HOSTILE_NAMES,
	HOSTILE_NUMBERS,
	HOSTILE_PHONES,
	HOSTILE_TEXTS,
	HOSTILE_TIMES,
	HOSTILE_UNBOUNDED_TEXTS,
	HOSTILE_WHOLE_NUMBERS,
} from './hostile';
import { placeholdersOf } from '../placeholders';

/** Values that a kind of parameter can't take, and one that it can. */
interface Hostility {
	values: unknown[];
	sound: unknown;
}

/** A parameter of an operation that takes expressions. */
export interface HostileParameter extends Hostility {
	resource: string;
	operation: string;
	definition: Operation;
	field: Field;
	/** Name of the collection that holds it. */
	within?: string;
}

const phones = { values: HOSTILE_PHONES, sound: '+77010000001' };
const ids = { values: HOSTILE_IDS, sound: 73 };
const names = { values: HOSTILE_NAMES, sound: 'answer-1.mp3' };
const texts = { values: HOSTILE_TEXTS, sound: 'Hello' };
const times = { values: HOSTILE_TIMES, sound: '12:30' };
const addresses = { values: HOSTILE_ADDRESSES, sound: 'https://example.com/' };

/** By the parameter's name, where its type doesn't tell. */
const BY_NAME: Record<string, Hostility> = {
	callId: ids,
	contactId: ids,
	smsMessageId: names,
	notificationId: names,
	file: names,
	number: phones,
	phone: phones,
	callerId: phones,
	verificationCode: { values: HOSTILE_WHOLE_NUMBERS, sound: 30756 },
	code: { values: HOSTILE_NAMES, sound: '7482' },
	timeFrom: times,
	timeTo: times,
	callbackUrl: addresses,
	baseUrl: addresses,
	data: { values: HOSTILE_JSON, sound: '{"start":{}}' },
	contactsJson: { values: HOSTILE_CONTACT_LISTS, sound: [{ number: '+77010000001' }] },
	contactListIds: { values: HOSTILE_ID_LISTS, sound: [73] },
	textUnanswered: { values: HOSTILE_UNBOUNDED_TEXTS, sound: 'Hello' },
	moreSoundIds: { values: HOSTILE_ID_LISTS, sound: [5] },
};

/** Names of fields of the input, which nothing checks but what stands in those fields. */
const READ_BY_NAME = /^(numberField|extraField|variableFields|binaryProperty.*)$/;

function hostilityOf(field: Field): Hostility | undefined {
	const own = field.api === 'text' && !field.parse ? BY_NAME.textUnanswered : BY_NAME[field.name];
	if (own) return own;
	switch (field.type) {
		case 'resourceLocator':
			return ids;
		case 'boolean':
			return { values: HOSTILE_FLAGS, sound: true };
		case 'number':
			return {
				values: field.typeOptions?.numberPrecision === 0 ? HOSTILE_WHOLE_NUMBERS : HOSTILE_NUMBERS,
				sound: field.default,
			};
		case 'options':
			return { values: HOSTILE_CHOICES, sound: field.default };
		case 'dateTime':
			return { values: HOSTILE_DAYS, sound: '2026-03-17' };
		case 'string':
			return READ_BY_NAME.test(field.name) ? undefined : texts;
		default:
			return undefined;
	}
}

/** Every parameter of every operation that an expression can fill. */
export const HOSTILE_PARAMETERS: HostileParameter[] = Object.entries(RESOURCES).flatMap(
	([resource, { operations }]) =>
		Object.entries(operations).flatMap(([operation, definition]) =>
			definition.fields
				.flatMap((field) => [
					{ field, within: undefined },
					...fieldsWithin(field).map((inner) => ({ field: inner, within: field.name })),
				])
				.filter(({ field }) => !field.noDataExpression)
				.flatMap(({ field, within }) => {
					const hostility = hostilityOf(field);
					return hostility
						? [{ resource, operation, definition, field, within, ...hostility }]
						: [];
				}),
		),
);

/** Sound values of the parameters that operations need. */
const NEEDED: Record<string, IDataObject> = {
	name: { name: 'Name' },
	text: { text: 'Hello' },
	data: { data: '{"start":{}}' },
	number: { number: '+77010000001' },
	phone: { phone: '+77010000001' },
	verificationCode: { verificationCode: 30756 },
	soundId: { soundId: byId(5) },
	scenarioId: { scenarioId: byId(501) },
	callerIdId: { callerIdId: byId(41) },
	updateFields: { updateFields: { name: 'Name' } },
	dateTo: { dateFrom: '2026-03-16', dateTo: '2026-03-16' },
	contactsSource: { contactsSource: 'json', contactsJson: '[{"number":"+77010000001"}]' },
};

/** Parameters that only make sense beside another one. */
const COMPANIONS: Record<string, IDataObject> = {
	sms: { text: 'Hello' },
	smsUnanswered: { textUnanswered: 'Hello' },
};

/** A sound value for what stands in an operation's path. */
function placeholder(fields: Field[], name: string): unknown {
	const field = fields.find((candidate) => candidate.name === name);
	return field?.type === 'resourceLocator' ? byId(73) : field?.default || 73;
}

/** Parameters with which an operation can be run. */
export function soundParameters(definition: Operation): IDataObject {
	const fields = definition.fields;
	const path = placeholdersOf(definition);
	return Object.assign(
		{},
		...fields.map(({ name }) => NEEDED[name] ?? {}),
		...path.map((name) => ({ [name]: placeholder(fields, name) })),
	) as IDataObject;
}

/**
 * Parameters with which an operation can be run, but for one that takes what an expression gives.
 *
 * @param expression without its braces: `$json.value`
 */
export function parametersWith(
	{ definition, field, within }: HostileParameter,
	expression: string,
): IDataObject {
	const sound = soundParameters(definition);
	const shown = Object.entries(field.displayOptions?.show ?? {})
		.map(([name, values]) => [name.replace('/', ''), values ?? []] as const)
		.filter(([name, values]) => !(values as unknown[]).includes(sound[name]))
		.map(([name, [first]]) => [name, first]);
	const value = `={{ ${expression} }}`;
	const given =
		field.type === 'resourceLocator'
			? { __rl: true, mode: field.modes?.at(-1)?.name, value }
			: value;
	return {
		...sound,
		...Object.fromEntries(shown),
		...(within
			? { [within]: { ...COMPANIONS[field.name], [field.name]: given } }
			: { [field.name]: given }),
	} as IDataObject;
}

/** The name of a parameter in a test's title. */
export function titleOf({ resource, operation, field, within }: HostileParameter): string {
	return [resource, operation, within, field.name].filter(Boolean).join(' · ');
}
