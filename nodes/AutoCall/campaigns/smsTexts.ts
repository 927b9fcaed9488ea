import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../shared/declaration/field';
import type { OperationCall } from '../../shared/call/operationCall';
import type { CampaignContacts } from './campaignContacts';
import type { CampaignKind } from './kinds';
import { badPlaceholders, variablesIn, VariableTally, type MissingVariable } from './smsVariables';

/** The choice for a text with a variable that a contact lacks. */
export const missingVariablesOption: Field = {
	displayName: 'Missing Variables',
	name: 'missingVariables',
	type: 'options',
	protects: true,
	options: [
		{
			name: 'Stop With an Error',
			value: 'fail',
			description: 'Nothing is sent; the error names the contacts without a value',
		},
		{
			name: 'Send a Blank',
			value: 'allow',
			description: 'These people get the SMS without the value; the output says how many',
		},
	],
	default: 'fail',
	description:
		'What to do when an SMS text uses a variable such as {{name}}, and a contact has no value for it',
};

const LENGTHS = 'An SMS holds 160 Latin characters, but only 70 if any of them is Cyrillic.';

/** The hint below an SMS text while it is on Fixed. */
export const SMS_HINT = `Personal variables: {{name}} becomes the value of each contact (keep this field on Fixed). ${LENGTHS}`;

/** The notice below the text of an SMS bulk, on Fixed and Expression: on Expression n8n shows the result instead of a hint. */
export const smsTextNotice: Field = {
	displayName: `Personal variables: {{name}} becomes the value of each contact. Keep Text on Fixed for that: on Expression, n8n fills everything in {{ }} itself, once for all contacts. ${LENGTHS}`,
	name: 'textNotice',
	type: 'notice',
	default: '',
};

/**
 * The notice on an SMS text of a collection while it is on Expression, where its hint is hidden. It can't be
 * shown for texts outside of collections: for these the editor compares the result of the expression.
 */
export function onExpressionNotice(collection: string, { name, displayName }: Field): Field {
	return {
		displayName: `${displayName} is on Expression: n8n fills everything in {{ }} itself, once for all contacts. For a personal variable such as {{name}} set it to Fixed. ${LENGTHS}`,
		name: `${name}Notice`,
		type: 'notice',
		default: '',
		// n8n 1.101 resolves a nested path from the root only, and a missing value doesn't match.
		displayOptions: { show: { [`/${collection}.${name}`]: [{ _cnd: { regex: '^=' } }] } },
	};
}

/** An SMS text of a campaign, by the API's field. */
interface Text {
	field: string;
	text: string;
}

/**
 * Refuses texts with placeholders that the service would send as they are.
 *
 * @throws NodeOperationError that names the text and the placeholder
 */
export function checkTexts(call: OperationCall, kind: CampaignKind): void {
	const { parameters } = call;
	for (const { field, text } of textsOf(call, kind)) {
		const [bad] = badPlaceholders(text);
		if (bad !== undefined) {
			throw parameters.invalid(
				parameters.labelOf(field),
				`has ${bad.length > 60 ? `${bad.slice(0, 57)}…` : bad}, which AutoCall.kz cannot fill in`,
				'Nothing was sent. Write a variable as {{name}}, with at most 30 Latin letters, digits and _.',
			);
		}
	}
}

/**
 * Refuses variables in a text for one person: they have no values, and the person would get the braces.
 *
 * @throws NodeOperationError that names the text, the variable and the solution
 */
export function refuseVariables(call: OperationCall, kind: CampaignKind): void {
	const { parameters } = call;
	for (const { field, text } of textsOf(call, kind)) {
		const [name] = variablesIn(text);
		if (name !== undefined) {
			throw parameters.invalid(
				parameters.labelOf(field),
				`has {{${name}}}, but a text for one person has no variables`,
				`Nothing was sent. Set the field to Expression and write {{ $json.${name} }} for a field of the item.`,
			);
		}
	}
}

/**
 * How long the SMS of a campaign are with the longest values of their variables, and who lacks a value.
 * The contacts of existing lists are fetched for that (GET /lists/{id}) if a text has variables, unless
 * blanks are allowed.
 *
 * @returns an entry for each text, as part of the output; undefined when there is no text, or the values
 * aren't known
 * @throws NodeOperationError when a value is missing and Missing Variables is Stop With an Error; ApiFailure
 */
export async function smsReportOf(
	call: OperationCall,
	kind: CampaignKind,
	contacts: CampaignContacts,
): Promise<IDataObject[] | undefined> {
	const texts = textsOf(call, kind);
	if (texts.length === 0) return undefined;
	const blanksAllowed = call.parameters.get('options.missingVariables') === 'allow';
	if (haveVariables(texts) && contacts.mustBeRead && blanksAllowed) return undefined;
	return (await talliesOf(texts, contacts)).map(({ field, tally }) => {
		const missing = tally.missing();
		if (missing[0] && !blanksAllowed) throw missingError(call, field, missing[0]);
		return {
			text: call.parameters.labelOf(field),
			...tally.worstCase(),
			...(missing.length > 0 && { missingVariables: missing as unknown as IDataObject[] }),
		};
	});
}

/**
 * Values of the variables in a campaign's texts of which no contact's makes a text longer.
 *
 * @returns undefined when no text has variables
 * @throws ApiFailure when contacts of existing lists can't be read
 */
export async function longestValues(
	call: OperationCall,
	kind: CampaignKind,
	contacts: CampaignContacts,
): Promise<Record<string, string> | undefined> {
	const texts = textsOf(call, kind);
	if (!haveVariables(texts)) return undefined;
	const tallies = await talliesOf(texts, contacts);
	return Object.assign({}, ...tallies.map(({ tally }) => tally.longestValues())) as Record<
		string,
		string
	>;
}

function haveVariables(texts: Text[]): boolean {
	return texts.some(({ text }) => variablesIn(text).length > 0);
}

async function talliesOf(
	texts: Text[],
	contacts: CampaignContacts,
): Promise<Array<{ field: string; tally: VariableTally }>> {
	const tallies = texts.map(({ field, text }) => ({ field, tally: new VariableTally(text) }));
	if (haveVariables(texts)) {
		await contacts.each(({ variables }, place) => {
			for (const { tally } of tallies) tally.add(variables ?? undefined, place);
		});
	}
	return tallies;
}

function textsOf(call: OperationCall, kind: CampaignKind): Text[] {
	const { body = {} } = call.request();
	return kind.texts
		.map((field) => ({ field, text: body[field] as string }))
		.filter(({ text }) => text !== undefined);
}

function missingError(
	{ parameters }: OperationCall,
	field: string,
	{ variable, count, places }: MissingVariable,
): Error {
	const more = count - places.length;
	const who = places.join(', ') + (more > 0 ? ` and ${more} more` : '');
	return parameters.invalid(
		parameters.labelOf(field),
		`uses {{${variable}}}, but ${count === 1 ? '1 contact has' : `${count} contacts have`} no value for it: ${who}`,
		'Nothing was sent. Give these contacts a value (see Variable Fields), or set Options → Missing Variables to Send a Blank.',
	);
}
