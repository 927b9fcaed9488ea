/**
 * The values that each parameter takes and refuses, by the bounds that the contract sets for the field it fills: a
 * value that the service would refuse is refused before anything is sent, under the parameter's label.
 */
import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/call/operationCall';
import { RESOURCES } from '../../nodes/AutoCall/operations';
import { valueAt } from '../../nodes/shared/declaration/dotPath';
import { fieldsWithin, type Field } from '../../nodes/shared/declaration/field';
import { byId, useBench } from '../support/autoCall';
import { boundaryValues, idValues, tokenValues } from '../support/boundaryValues';
import { contractFields, nameless, type ContractField } from '../support/contract';
import { derivedClientId } from '../support/derivedClientId';
import { placeholdersOf } from '../support/placeholders';

/** An account that may call and text at any hour: the bounds of a time of day are those of the day. */
const bench = useBench({
	requestsPerMinute: 10_000,
	allowedFrom: '00:00:00',
	allowedTo: '23:59:59',
});

/** The lists that are named where contacts are added, which are read first. */
beforeEach(() => {
	for (const id of [73, Number.MAX_SAFE_INTEGER]) {
		bench().sandbox.seedContactList({ id, contacts: [] });
	}
});

/** A parameter of an operation, where the editor keeps it. */
interface Parameter {
	resource: string;
	operation: string;
	definition: Operation;
	field: Field;
	/** Name of the collection that holds it. */
	within?: string;
}

const parameters: Parameter[] = Object.entries(RESOURCES).flatMap(([resource, { operations }]) =>
	Object.entries(operations).flatMap(([operation, definition]) =>
		definition.fields.flatMap((field) => [
			{ resource, operation, definition, field },
			...fieldsWithin(field).map((inner) => ({
				resource,
				operation,
				definition,
				field: inner,
				within: field.name,
			})),
		]),
	),
);

function parameterOf(resource: string, operation: string, name: string): Parameter {
	return parameters.find(
		(each) =>
			each.resource === resource && each.operation === operation && each.field.name === name,
	) as Parameter;
}

const contract = contractFields();

function methodAndRoute({ endpoint }: Operation) {
	const [method = '', path = ''] = endpoint.split(' ');
	return { method, route: nameless(path) };
}

/** Fields that the operation fills without a parameter of their own, or from the contacts. */
const filledByOperation =
	/^(page|type|numbers\..*|list_id\..*|audio_id\.0\.type|.*\bdata(\.0)?\.file)$/;

function contractFieldsOf(definition: Operation): ContractField[] {
	const { method, route } = methodAndRoute(definition);
	return contract.filter((field) => field.method === method && field.route === route);
}

/** Parameters that fill one field of the contract, with that field. */
const filling = parameters.flatMap((parameter) => {
	const { field, definition } = parameter;
	return contractFieldsOf(definition)
		.filter(({ path, in: where }) => where !== 'path' && path === field.api)
		.map((bound) => ({ ...parameter, bound, title: titleOf(parameter) }));
});

function titleOf({ resource, operation, field, within }: Parameter): string {
	return [resource, operation, within, field.name].filter(Boolean).join(' · ');
}

/** Valid values of the parameters that an operation needs; those of its placeholders are added. */
const needed: Record<string, IDataObject> = {
	name: { name: 'Name' },
	text: { text: 'Hello' },
	data: { data: '{"start":{}}' },
	number: { number: '+77010000001' },
	code: { code: '1234' },
	soundId: { soundId: byId(5) },
	scenarioId: { scenarioId: byId(501) },
	updateFields: { updateFields: { name: 'Name' } },
	dateTo: { dateFrom: '2026-03-16', dateTo: '2026-03-16' },
	contactsSource: { contactsSource: 'json', contactsJson: '[{"number":"+77010000001"}]' },
};

/** Fields that only make sense beside another one. */
const companions: Record<string, IDataObject> = {
	sms: { text: 'Hello' },
	smsUnanswered: { textUnanswered: 'Hello' },
	// One bound alone must not make the hours end before they begin, nor may they be over for today.
	timeFrom: { dateFrom: '2026-03-17', timeTo: '23:59:59' },
	timeTo: { dateFrom: '2026-03-17', timeFrom: '00:00:00' },
};

/** The operation's parameters with the one under test taken from the item's `value`. */
function parametersWith(
	{ definition, field, within }: Parameter,
	beside: IDataObject = {},
): IDataObject {
	const own = definition.fields;
	const given: IDataObject = Object.assign({}, ...own.map(({ name }) => needed[name] ?? {}));
	const isShownWith = Object.fromEntries(
		Object.entries(field.displayOptions?.show ?? {})
			.map(([name, values]) => [name.replace('/', ''), values ?? []] as const)
			.filter(([name, values]) => !(values as unknown[]).includes(given[name]))
			.map(([name, [first]]) => [name, first]),
	);
	const value =
		field.type === 'resourceLocator'
			? { __rl: true, mode: field.modes?.at(-1)?.name, value: '={{ $json.value }}' }
			: '={{ $json.value }}';
	return {
		...given,
		...Object.fromEntries(placeholdersOf(definition).map((name) => [name, placeholder(own, name)])),
		...isShownWith,
		...(within ? { [within]: { ...beside, [field.name]: value } } : { [field.name]: value }),
	} as IDataObject;
}

function placeholder(fields: Field[], name: string): unknown {
	const field = fields.find((candidate) => candidate.name === name);
	return field?.type === 'resourceLocator' ? byId(73) : field?.default || 73;
}

/** Gives a parameter several values, each with an item of its own; tells what was said, and what was sent. */
async function give(parameter: Parameter, values: unknown[], beside?: IDataObject) {
	const { resource, operation, definition } = parameter;
	const { run, engine } = bench();
	const data = await engine.storeBinary(Buffer.from('ID3'), 'a.mp3', 'audio/mpeg');
	const { items, error } = await run(resource, operation, parametersOf(parameter, beside), {
		items: values.map((value) => ({ json: { value } as IDataObject, binary: { data } })),
		continueOnFail: 'continueRegularOutput',
	});
	if (error) throw error;
	const said = values.map((_value, item) => {
		const [first] = items.filter(
			({ pairedItem }) => (pairedItem as { item: number }).item === item,
		);
		return first?.error ? String(first.json.error) : undefined;
	});
	return { said, sent: sentTo(definition) };
}

/** The requests to an operation's own endpoint, without those sent before it. */
function sentTo(definition: Operation) {
	const { method, route } = methodAndRoute(definition);
	return bench().sandbox.requests.filter(
		(request) => request.method === method && nameless(request.route ?? '') === route,
	);
}

function parametersOf(parameter: Parameter, beside?: IDataObject): IDataObject {
	const { definition, within } = parameter;
	const given = parametersWith(parameter, beside);
	if (definition.isPublic) return { options: { baseUrl: bench().sandbox.url }, ...given };
	// Items that differ in a single value often make the same campaign.
	const isCampaign = /^POST \/(autocalls|bulks)$/.test(definition.endpoint);
	return isCampaign && within !== 'options'
		? { ...given, options: { allowIdentical: true } }
		: given;
}

/** Expects each value to be refused for this parameter, with nothing sent at all. */
async function expectRefused(parameter: Parameter, values: unknown[], problem = 'must ') {
	const { said } = await give(parameter, values);
	const start = `"${parameter.field.displayName}" ${problem}`;
	const wrong = values
		.map((value, item) => ({ value, said: said[item], item }))
		.filter(
			({ said: words, item }) => !(words?.startsWith(start) && words.endsWith(` [item ${item}]`)),
		);
	expect(wrong).toEqual([]);
	expect(bench().sandbox.requests).toEqual([]);
}

describe('the contract and the node', () => {
	it('every field of the contract has its parameter, or is filled by the operation', () => {
		const filled = new Set(filling.map(({ bound }) => bound));
		const missing = contract.filter(
			(field) => field.in !== 'path' && !filled.has(field) && !filledByOperation.test(field.path),
		);
		expect(missing).toEqual([]);
	});

	it('every parameter that is sent is a field of the contract', () => {
		const known = new Set(filling.map(({ title }) => title));
		const unknown = parameters.filter(({ field }) => field.api).map(titleOf);
		expect(unknown.filter((title) => !known.has(title))).toEqual([]);
	});

	it('what the contract requires is required, or has a default', () => {
		const optional = filling.filter(
			({ bound, field, within }) =>
				bound.required && (within || !(field.required || field.default)),
		);
		const unnamed = optional.filter(({ resource, bound }) => !isNamedByNode(resource, bound.path));
		expect(unnamed.map(({ title }) => title)).toEqual([]);
	});
});

/** Whether the node gives a name where the person gave none: to what goes to one person. */
function isNamedByNode(resource: string, apiPath: string): boolean {
	return apiPath === 'name' && (resource === 'call' || resource === 'smsMessage');
}

describe.each(filling)('$title', ({ bound, ...parameter }) => {
	const { accepted, refused } = boundaryValues(bound);
	const isUpdate = parameter.within === 'updateFields';
	/** It then gets an ID of n8n's, by which it can be looked for, or a name of its number and the time. */
	const isDerived =
		isNamedByNode(parameter.resource, bound.path) ||
		(bound.path === 'client_id' &&
			/^POST \/(lists|autocalls|bulks)$/.test(parameter.definition.endpoint));

	const derived = (item: number): unknown =>
		bound.path === 'name' ? expect.stringMatching(/^\+77010000001 2/) : derivedClientId(item);

	// What is chosen in the editor alone cannot come from an item.
	if (parameter.field.noDataExpression) {
		it.each(bound.schema.enum ?? [])('sends %p', async (choice) => {
			const { resource, operation, definition, field } = parameter;
			const given = { ...parametersOf(parameter), [field.name]: choice };
			await bench().run(resource, operation, given);
			expect(sentTo(definition).map(({ body }) => valueAt(body, bound.path))).toEqual([choice]);
		});
		return;
	}

	it('sends what lies within the bounds', async () => {
		const { said, sent } = await give(
			parameter,
			accepted.map(([value]) => value),
			companions[parameter.field.name],
		);
		expect(said.filter((words) => words?.startsWith('"'))).toEqual([]);
		const carried = sent.map(({ query, body }) =>
			valueAt(bound.in === 'query' ? query : body, bound.path),
		);
		expect(carried).toEqual(
			accepted.map(([, value]) => (bound.in === 'query' ? String(value) : value)),
		);
	});

	it('refuses what lies outside, before anything is sent', async () => {
		await expectRefused(parameter, refused);
	});

	if (parameter.field.required) {
		it('refuses to be empty', async () => {
			await expectRefused(parameter, ['', '  ', null, []], 'is required, but is empty');
		});
	} else if (isUpdate) {
		it('is nothing to change when it is empty', async () => {
			const { said } = await give(parameter, ['', null]);
			expect(said).toEqual([
				'"Update Fields" has nothing to change: add at least one field [item 0]',
				'"Update Fields" has nothing to change: add at least one field [item 1]',
			]);
			expect(bench().sandbox.requests).toEqual([]);
		});
	} else {
		it(`is ${isDerived ? "one of n8n's" : 'left out'} when it is empty`, async () => {
			const empty = ['', '  ', null, []];
			const { sent } = await give(parameter, empty);
			const carried = sent.map(({ query, body }) =>
				valueAt(bound.in === 'query' ? query : body, bound.path),
			);
			expect(carried).toEqual(empty.map((_value, item) => (isDerived ? derived(item) : undefined)));
		});
	}
});

/** Parameters that stand in the path. */
const inPath = parameters
	.filter(
		({ field, definition, within }) => !within && placeholdersOf(definition).includes(field.name),
	)
	.map((parameter) => ({ ...parameter, title: titleOf(parameter) }));

describe.each(inPath)('$title, which stands in the path', ({ title: _title, ...parameter }) => {
	const [bound] = contractFieldsOf(parameter.definition).filter(
		({ in: where }) => where === 'path',
	);
	const values =
		bound?.schema.type === 'integer'
			? idValues
			: bound?.schema.enum
				? boundaryValues(bound)
				: tokenValues;

	it('sends what can be one', async () => {
		const { sent } = await give(
			parameter,
			values.accepted.map(([value]) => value),
		);
		expect(sent.map(({ path }) => path.split('/').at(-1))).toEqual(
			values.accepted.map(([, value]) => String(value)),
		);
	});

	it('refuses what cannot, before anything is sent', async () => {
		await expectRefused(parameter, values.refused);
	});

	if (parameter.definition.skips) {
		it('skips the item when it is empty', async () => {
			const { said, sent } = await give(parameter, ['', '  ', null, []]);
			expect(said).toEqual([undefined, undefined, undefined, undefined]);
			expect(sent).toEqual([]);
		});
	} else {
		it('refuses to be empty', async () => {
			await expectRefused(parameter, ['', '  ', null, []], 'is required, but is empty');
		});
	}
});

describe('lists of IDs', () => {
	const listIds = parameterOf('smsBulk', 'create', 'contactListIds');
	const moreSounds = parameterOf('autocall', 'create', 'moreSoundIds');

	it('are taken as a list, as one ID, and as a text with commas', async () => {
		const { sent } = await give(listIds, [[101, '102'], 101, '101', '101, 102', ' 101 ']);
		expect(sent.map(({ body }) => valueAt(body, 'list_id'))).toEqual([
			[101, 102],
			[101],
			[101],
			[101, 102],
			[101],
		]);
	});

	it.each([
		['contact lists', listIds],
		['further sounds', moreSounds],
	])('of %s are refused when one of them cannot be an ID', async (_name, parameter) => {
		const refused = [
			[101, 0],
			['101', 'x'],
			[[101]],
			[null],
			'101; 102',
			'101,1.5',
			' , ',
			0,
			-1,
			1.5,
			NaN,
			true,
			{ a: 1 },
		];
		await expectRefused(parameter, refused);
	});

	it('of contact lists must hold one at least', async () => {
		await expectRefused(listIds, [[], '', null], 'is required, but is empty');
	});

	it('of contact lists hold no more than the service takes at once', async () => {
		const ids = Array.from({ length: 5001 }, (_none, index) => index + 1);
		await expectRefused(listIds, [ids], 'must name at most 5000 lists, but names 5001');
	});
});

describe('contacts', () => {
	const takers = [
		['contactList', 'create', 'numbers.0'],
		['contactList', 'addContacts', 'numbers.0'],
		['autocall', 'create', 'list_id.0'],
		['autocall', 'calculateCost', 'list_id.0'],
		['smsBulk', 'create', 'list_id.0'],
		['smsBulk', 'calculateCost', 'list_id.0'],
	] as const;

	describe.each(takers)('of %s %s', (resource, operation, path) => {
		const definition = (RESOURCES[resource].operations as Record<string, Operation>)[operation]!;
		const contactsJson = parameterOf(resource, operation, 'contactsJson');
		const boundOf = (part: string) =>
			contractFieldsOf(definition).find((field) => field.path === `${path}.${part}`)!;

		it.each(['number', 'extra', 'variables'])('%s: within the bounds and outside', async (part) => {
			const given = valuesOfPart(part, boundOf(part));
			const contactWith = (value: unknown) => [
				{ number: '+77010000001', ...(value === undefined ? {} : { [part]: value }) },
			];

			const accepted = given.accepted.map(([value]) => contactWith(value));
			const { said, sent } = await give(contactsJson, accepted);
			expect(said.filter((words) => words?.startsWith('"'))).toEqual([]);
			expect(sent.map(({ body }) => valueAt(body, `${path}.${part}`))).toEqual(
				given.accepted.map(([, value]) => value),
			);

			bench().sandbox.requests.length = 0;
			const refused = given.refused.map(contactWith);
			const { said: refusals } = await give(contactsJson, refused);
			expect(
				refusals.filter(
					(words) => !words?.startsWith('"Contacts" has invalid contacts (1): contact 1: '),
				),
			).toEqual([]);
			expect(bench().sandbox.requests).toEqual([]);
		});
	});

	function valuesOfPart(part: string, bound: ContractField) {
		if (part !== 'variables') return boundaryValues(bound);
		const { propertyNames, additionalProperties } = bound.schema;
		const longestName = 'n'.repeat(30);
		const longest = additionalProperties?.maxLength ?? 0;
		expect(longestName).toMatch(new RegExp(propertyNames?.pattern ?? '^$'));
		expect(`${longestName}n`).not.toMatch(new RegExp(propertyNames?.pattern ?? ''));
		return {
			accepted: [
				[{ [longestName]: 'Қ'.repeat(longest) }, { [longestName]: 'Қ'.repeat(longest) }],
				[{ debt_1: 15000 }, { debt_1: '15000' }],
				[
					{ _1: 1.5, zero: 0, blank: '' },
					{ _1: '1.5', zero: '0', blank: '' },
				],
				[{ name: null, debt: '1' }, { debt: '1' }],
			],
			refused: [
				{ [`${longestName}n`]: 'a' },
				{ 'first name': 'a' },
				{ имя: 'a' },
				{ 'a-b': 'a' },
				{ a: 'x'.repeat(longest + 1) },
				{ a: true },
				{ a: { b: 1 } },
				{ a: ['b'] },
				'name',
				7,
				true,
				['a'],
			],
		};
	}

	it('must be somebody', async () => {
		const parameter = parameterOf('contactList', 'create', 'contactsJson');
		const { said } = await give(parameter, [[], '[]', {}, '7', '[', 'x', true]);
		expect(said).toEqual([
			'"Contacts" has no valid contacts [item 0]',
			'"Contacts" has no valid contacts [item 1]',
			'"Contacts (JSON)" must be an array of contacts [item 2]',
			'"Contacts (JSON)" must be an array of contacts [item 3]',
			'"Contacts (JSON)" must be an array of contacts [item 4]',
			'"Contacts (JSON)" must be an array of contacts [item 5]',
			'"Contacts (JSON)" must be an array of contacts [item 6]',
		]);
		expect(bench().sandbox.requests).toEqual([]);
	});
});

describe("the node's own parameters", () => {
	it.each<[string, string, string, unknown[]]>([
		['sound', 'getAll', 'returnAll', ['yes', 1, NaN, { a: 1 }]],
		['sound', 'getAll', 'limit', [0, -1, 1.5, '1.5', NaN, true, { a: 1 }]],
		['sound', 'getAll', 'longestWait', [-1, 1.5, '1.5', 3601, 'long', NaN, true, { a: 1 }]],
		['sound', 'getAll', 'answerTimeout', [0, -1, 1.5, '1.5', 601, 'long', NaN, true, { a: 1 }]],
		['smsBulk', 'create', 'answerTimeout', [0, 601, 'long', NaN, true, { a: 1 }]],
		['flashCall', 'send', 'duplicateProtection', ['yes', 1, NaN, { a: 1 }]],
		['autocall', 'create', 'maxCost', [-1, '1,000', 'much', NaN, true, { a: 1 }]],
		['autocall', 'create', 'missingVariables', ['deny', 'Allow', 1, true, { a: 1 }]],
		['autocall', 'create', 'waitForCompletion', ['yes', 1, NaN, { a: 1 }]],
		['autocall', 'create', 'completionTimeLimit', [0, -1, 721, 'long', NaN, true, { a: 1 }]],
		['smsBulk', 'create', 'outsideAllowedHours', ['move', 'Fail', 1, true, { a: 1 }]],
		['call', 'getHistory', 'autocallId', [0, -1, 1.5, 'x', true, { a: 1 }]],
		['call', 'getHistory', 'number', ['12', 'unknown', '+1 202 555 01 00', true, { a: 1 }]],
		['call', 'getHistory', 'status', ['done', 'Success', 1, true, { a: 1 }]],
		['contactList', 'create', 'invalidNumbers', ['ignore', 1, true, { a: 1 }]],
		['contactList', 'create', 'removeDuplicates', ['yes', 1, NaN, { a: 1 }]],
		['tariff', 'getAll', 'baseUrl', ['autocall.kz', 'ftp://autocall.kz', 7, true, { a: 1 }]],
	])('%s %s: %s refuses what it cannot be', async (resource, operation, name, values) => {
		await expectRefused(parameterOf(resource, operation, name), values);
	});
});
