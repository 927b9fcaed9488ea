/** The node in the editor: its names, texts and fields, as n8n loaded them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	INodeTypes,
} from 'n8n-workflow';

import { RESOURCES } from '../../nodes/AutoCall/operations';
import { fieldsWithin } from '../../nodes/shared/declaration/field';
import { contractDocument, operations as endpoints } from '../../sandbox/contract';
import { loadEngine } from '../support/engine';
import { COMPOSITES, OPERATIONS } from '../support/surface';

const packageFolder = path.join(__dirname, '../..');
const dist = path.join(packageFolder, 'dist');
const sources = path.join(packageFolder, 'nodes/AutoCall/resources');

let description: INodeTypeDescription;

beforeAll(async () => {
	description = (await loadEngine()).nodeDescription();
});

/** The description that n8n makes for the tool of an agent, as far as it matters here. */
const toolOf = (type: INodeTypeDescription): INodeTypeDescription => ({
	...type,
	name: `${type.name}Tool`,
});

/** Every operation of the node, by its stored values. */
const operations = Object.entries(RESOURCES).flatMap(([resource, { operations: ofResource }]) =>
	Object.entries(ofResource).map(([operation, definition]) => ({
		resource,
		operation,
		definition,
	})),
);

/** The parameters of an operation, whatever else they depend on. */
function fieldsOf(resource: string, operation: string): INodeProperties[] {
	return description.properties.filter(({ displayOptions: { show } = {} }) => {
		const { resource: resources, operation: ofResource } = show ?? {};
		return resources?.includes(resource) && ofResource?.includes(operation);
	});
}

/** A parameter with those inside of it, each with where it is. */
function* within(
	property: INodeProperties,
	place = property.name,
): Generator<{ place: string; property: INodeProperties }> {
	yield { place, property };
	if (property.type === 'collection') {
		for (const inner of property.options as INodeProperties[]) {
			yield* within(inner, `${place}.${inner.name}`);
		}
	}
	if (property.type === 'fixedCollection') {
		for (const group of property.options as INodePropertyCollection[]) {
			for (const inner of group.values) {
				yield* within(inner, `${place}.${group.name}.${inner.name}`);
			}
		}
	}
}

/** Every parameter of the node, those of collections too. */
function everyParameter() {
	return description.properties.flatMap((property) => {
		const { resource = ['*'], operation = ['*'] } = property.displayOptions?.show ?? {};
		return [...within(property)].map(({ place, property: each }) => ({
			place: `${String(resource[0])}.${String(operation[0])}: ${place}`,
			property: each,
		}));
	});
}

/** The entries of a drop-down; none for other parameters. */
function choicesOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}

/** Containers are shown by their name alone, as everywhere in n8n. */
const isContainer = ({ name, type }: INodeProperties) =>
	type === 'collection' || name === 'resource' || name === 'operation';

/** A notice has a text, and no value. */
const isNotice = ({ type }: INodeProperties) => type === 'notice';

/** The places whose parameter is at fault; empty when none is. */
function faulty(isAtFault: (property: INodeProperties) => boolean): string[] {
	return everyParameter()
		.filter(({ property }) => !isNotice(property) && isAtFault(property))
		.map(({ place }) => place);
}

const SMALL_WORDS = /^(a|an|and|as|at|by|for|if|in|of|on|or|the|to|with|kz)$/;

/** Whether every word begins with a capital, but for the small ones inside. */
function isTitle(label: string): boolean {
	const words = label.split(/[\s(]+/);
	return words.every(
		(word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && SMALL_WORDS.test(word)),
	);
}

/** Whether a text ends as n8n's do: a single sentence without a period, several with one. */
function isWellEnded(written: string): boolean {
	const isSeveral = /[.!?…] [A-Z]/.test(written.replace(/<[^>]+>/g, ''));
	return written.endsWith('.') === isSeveral && !/\s$/.test(written);
}

/** Names as the API and code write them. */
const RAW_NAME = /\b[a-z]+_[a-z]+|\b[a-z]+[A-Z][a-z]+\b/;

/** The parameters that keep a wrong model from doing harm. */
const PROTECTIVE = [
	'allowedDays',
	...['resource', 'operation', 'contactsSource', 'invalidNumbers', 'removeDuplicates'],
	...['allowIdentical', 'duplicateProtection', 'maxCost', 'missingVariables'],
	...['outsideAllowedHours', 'baseUrl'],
];

describe('the texts of the node', () => {
	it('call every parameter and choice by a title', () => {
		expect(faulty(({ displayName }) => !isTitle(displayName))).toEqual([]);
		const labels = everyParameter().flatMap(({ place, property }) =>
			choicesOf(property)
				// The vendor's names of voices are names already.
				.filter(({ name, value }) => name !== value)
				.map(({ name }) => ({ place, name })),
		);
		expect(labels.length).toBeGreaterThan(50);
		expect(labels.filter(({ name }) => !isTitle(name))).toEqual([]);
	});

	it('describe every parameter in other words than its name', () => {
		expect(
			faulty((property) => !isContainer(property) && (property.description ?? '').length < 10),
		).toEqual([]);
		const plain = (written = '') => written.toLowerCase().replace(/[^a-z]/g, '');
		expect(
			faulty(
				({ displayName, name, description: words }) =>
					plain(words) === plain(displayName) || plain(words) === plain(name),
			),
		).toEqual([]);
	});

	it('begin with a capital and end as those of n8n do', () => {
		const texts = everyParameter().flatMap(({ place, property }) =>
			[
				property.description,
				property.hint,
				...(isNotice(property) ? [property.displayName] : []),
				...choicesOf(property).map((choice) => choice.description),
			]
				.filter((written): written is string => written !== undefined)
				.map((written) => ({ place, written })),
		);
		expect(texts.length).toBeGreaterThan(200);
		expect(texts.filter(({ written }) => !/^[A-Z0-9]/.test(written))).toEqual([]);
		expect(texts.filter(({ written }) => !isWellEnded(written))).toEqual([]);
	});

	it('begin a yes-or-no with "Whether"', () => {
		expect(
			faulty(({ type, description: words = '' }) => type === 'boolean' && !/^Whether /.test(words)),
		).toEqual([]);
	});

	it('hold no names of the API or of code in labels', () => {
		expect(faulty(({ displayName }) => RAW_NAME.test(displayName))).toEqual([]);
		expect(faulty((property) => choicesOf(property).some(({ name }) => /_/.test(name)))).toEqual(
			[],
		);
		expect(faulty(({ description: words = '' }) => /[a-z]_[a-z]/.test(words))).toEqual([]);
	});

	it('are English', () => {
		// The words by which the node is found are those that people type.
		const { codex: _codex, ...texts } = description;
		expect(JSON.stringify(texts)).not.toMatch(/\p{Script=Cyrillic}/u);
	});

	it('begin examples with "e.g."', () => {
		expect(
			faulty(
				({ placeholder, type }) =>
					placeholder !== undefined &&
					!/^e\.g\. /.test(placeholder) &&
					!(/ollection$/.test(type) && /^Add [A-Z]/.test(placeholder)),
			),
		).toEqual([]);
	});
});

describe('the operations', () => {
	const shown = () =>
		description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap((property) =>
				choicesOf(property).map((choice) => ({
					resource: String(property.displayOptions?.show?.resource?.[0]),
					...choice,
				})),
			);

	it('are those that saved workflows store', () => {
		const stored = Object.entries(OPERATIONS).flatMap(([resource, values]) =>
			values.map((value) => `${resource}.${value}`),
		);
		const expected = [...stored, ...COMPOSITES];
		const offered = shown().map(({ resource, value }) => `${resource}.${String(value)}`);

		expect(offered.sort()).toEqual(expected.sort());
	});

	it('reach every endpoint of the contract', () => {
		const nameless = (endpoint: string) => endpoint.replace(/\{\w+\}/g, '{}');
		const reached = new Set(
			operations.map(
				({ definition: { endpoint, isPublic = false } }) =>
					`${isPublic ? 'public ' : ''}${nameless(endpoint)}`,
			),
		);
		const promised = endpoints().map(
			({ method, route, isPublic }) => `${isPublic ? 'public ' : ''}${method} ${nameless(route)}`,
		);

		expect([...reached].sort()).toEqual(promised.sort());
	});

	it('say what they do, in the list and in the panel of nodes', () => {
		const list = shown();
		expect(list.filter(({ name }) => !isTitle(name))).toEqual([]);
		expect(
			list.filter(({ description: words = '' }) => words.length < 20 || !isWellEnded(words)),
		).toEqual([]);
		expect(
			list.filter(({ action = '' }) => !/^[A-Z][a-z]+ [^A-Z.]*([A-Z]{2,}[^A-Z.]*)*$/.test(action)),
		).toEqual([]);
		expect(new Set(list.map(({ action }) => action)).size).toBe(list.length);
	});

	it('belong to resources that say what they are', () => {
		const resource = description.properties[0] as INodeProperties;
		const choices = choicesOf(resource);
		const names = choices.map(({ name }) => name);

		expect(resource.name).toBe('resource');
		expect(new Set(names).size).toBe(names.length);
		expect(choices.filter(({ description: words = '' }) => words.length < 10)).toEqual([]);
		for (const { value } of choices) {
			const lists = description.properties.filter(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(value as string),
			);
			expect(lists).toHaveLength(1);
		}
	});
});

describe('the fields', () => {
	/** Type of each parameter whose name saved workflows depend on, with one operation that has it. */
	const pinned: Array<[name: string, type: string, resource: string, operation: string]> = [
		['contactListId', 'resourceLocator', 'contactList', 'get'],
		['soundId', 'resourceLocator', 'sound', 'get'],
		['scenarioId', 'resourceLocator', 'scenario', 'get'],
		['autocallId', 'resourceLocator', 'autocall', 'get'],
		['smsBulkId', 'resourceLocator', 'smsBulk', 'get'],
		['callerIdId', 'resourceLocator', 'callerId', 'release'],
		['notificationId', 'resourceLocator', 'notification', 'markAsRead'],
		['callId', 'string', 'call', 'getRecording'],
		['contactId', 'string', 'contact', 'get'],
		['smsMessageId', 'string', 'smsMessage', 'get'],
		['returnAll', 'boolean', 'autocall', 'getCalls'],
		['limit', 'number', 'autocall', 'getCalls'],
		['simplify', 'boolean', 'autocall', 'get'],
		['filters', 'collection', 'contactList', 'getAll'],
		['options', 'collection', 'contactList', 'getAll'],
		['additionalFields', 'collection', 'autocall', 'create'],
		['contactsSource', 'options', 'smsBulk', 'create'],
		['contactListIds', 'multiOptions', 'smsBulk', 'create'],
		['waitForCompletion', 'boolean', 'autocall', 'create'],
		['completionTimeLimit', 'number', 'smsBulk', 'create'],
		['numberField', 'string', 'contactList', 'create'],
		['extraField', 'string', 'contactList', 'create'],
		['variableFields', 'string', 'contactList', 'create'],
		['invalidNumbers', 'options', 'contactList', 'addContacts'],
		['removeDuplicates', 'boolean', 'contactList', 'addContacts'],
		['number', 'string', 'flashCall', 'send'],
		['digits', 'number', 'flashCall', 'send'],
		['code', 'string', 'flashCall', 'send'],
		['binaryPropertyName', 'string', 'sound', 'upload'],
		['binaryPropertyOutput', 'string', 'call', 'getRecording'],
	];

	it.each(pinned)('%s is a %s', (name, type, resource, operation) => {
		const found = fieldsOf(resource, operation).filter((field) => field.name === name);
		expect([...new Set(found.map((field) => field.type))]).toEqual([type]);
		// Whoever else has a parameter of the name has it in the same sense.
		expect(
			everyParameter().filter(
				({ property }) =>
					property.name === name && property.type !== type && type === 'resourceLocator',
			),
		).toEqual([]);
	});

	it('offer voices by name, language and sex', () => {
		const voicesOf = (resource: string, operation: string) => {
			const field = fieldsOf(resource, operation).find(({ name }) => name === 'voice');
			return choicesOf(field as INodeProperties).map(({ name, value }) => ({ name, value }));
		};
		const ofSounds = voicesOf('sound', 'synthesize');
		const ofAutocalls = voicesOf('autocall', 'create');

		expect([ofSounds.length, ofAutocalls.length]).toEqual([10, 12]);
		expect(ofAutocalls).toEqual(expect.arrayContaining(ofSounds));
		for (const { name, value } of ofAutocalls) {
			expect(name).toMatch(/^[A-Z][a-z]+( [A-D])? \(Russian, (Female|Male)\)$/);
			expect(name.toLowerCase()).toContain(
				String(value).replace('ru-RU-Wavenet-', '').toLowerCase(),
			);
		}
		const names = ofAutocalls.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('offer the sources of contacts that saved workflows store', () => {
		const sourcesOf = (resource: string) =>
			fieldsOf(resource, 'create')
				.filter(({ name }) => name === 'contactsSource')
				.flatMap((field) => choicesOf(field).map(({ value }) => value));
		expect(sourcesOf('contactList')).toEqual(['define', 'inputItems', 'json']);
		expect(sourcesOf('autocall')).toEqual(['contactLists', 'define', 'inputItems', 'json']);
		expect(sourcesOf('smsBulk')).toEqual(['contactLists', 'define', 'inputItems', 'json']);
		const invalidNumbers = fieldsOf('contactList', 'create').find(
			({ name }) => name === 'invalidNumbers',
		) as INodeProperties;
		expect(choicesOf(invalidNumbers).map(({ value }) => value)).toEqual(['fail', 'skip']);
		expect(invalidNumbers.default).toBe('fail');
	});

	/** The options of an operation by their names. */
	const optionsOf = (resource: string, operation: string) =>
		new Map(
			fieldsOf(resource, operation)
				.filter(({ name }) => name === 'options')
				.flatMap(({ options }) => options as INodeProperties[])
				.map((option) => [option.name, option]),
		);

	it('offer for campaigns, and for them only, what keeps them from going wrong', () => {
		const guards = ['maxCost', 'missingVariables', 'outsideAllowedHours'];
		const guarded = operations
			.filter(({ resource, operation }) => {
				const options = optionsOf(resource, operation);
				return guards.some((guard) => options.has(guard));
			})
			.map(({ resource, operation }) => `${resource}.${operation}`);
		expect(guarded.sort()).toEqual([
			...['autocall.create', 'call.make', 'smsBulk.create', 'smsMessage.send'],
		]);
		for (const resource of ['autocall', 'smsBulk']) {
			const options = optionsOf(resource, 'create');
			expect(options.get('maxCost')?.type).toBe('number');
			const choices = guards.slice(1).map((guard) => {
				const option = options.get(guard) as INodeProperties;
				return { values: choicesOf(option).map(({ value }) => value), default: option.default };
			});
			expect(choices).toEqual([
				{ values: ['fail', 'allow'], default: 'fail' },
				{ values: ['fail', 'moveIntoWindow', 'sendAnyway'], default: 'fail' },
			]);
		}
	});

	it('protect whatever creates, calls or charges, and nothing else, from being sent twice', () => {
		const protectedOnes = operations
			.filter(({ resource, operation }) =>
				optionsOf(resource, operation).has('duplicateProtection'),
			)
			.map(({ resource, operation }) => `${resource}.${operation}`);
		expect(protectedOnes.sort()).toEqual([
			...['autocall.create', 'autocall.relaunch', 'call.make', 'callerId.rent'],
			...['confirmedNumber.add', 'confirmedNumber.verify'],
			...['contactList.addContacts', 'contactList.create', 'flashCall.send'],
			...['payment.createTopUp', 'scenario.create', 'smsBulk.create'],
			'smsMessage.send',
			...['sound.synthesize', 'sound.transcribeAnswer', 'sound.upload', 'testCall.send'],
		]);
		expect(optionsOf('autocall', 'create').get('duplicateProtection')).toMatchObject({
			type: 'boolean',
			default: true,
		});
	});

	it('limit every wait of every operation: for the rate limit, and for a response', () => {
		for (const { resource, operation } of operations) {
			const options = optionsOf(resource, operation);
			expect(options.get('longestWait')).toMatchObject({ type: 'number', default: 120 });
			expect(options.get('answerTimeout')).toMatchObject({ type: 'number', default: 120 });
		}
	});

	it('are searched in a list, or given by ID, where they name one thing', () => {
		const locators = everyParameter().filter(({ property }) => property.type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(20);
		for (const { property } of locators) {
			const modes = property.modes ?? [];
			for (const { type, typeOptions, placeholder } of modes) {
				if (type === 'list') expect(typeOptions?.searchListMethod).toMatch(/^search[A-Z]\w+$/);
				else expect(placeholder).toMatch(/^e\.g\. /);
			}
			expect(modes.map(({ name }) => name)).toContain((property.default as { mode: string }).mode);
		}
	});

	it('have defaults that they take', () => {
		const isTaken = (property: INodeProperties): boolean => {
			const {
				type,
				default: value,
				typeOptions: { minValue = -Infinity, maxValue = Infinity } = {},
			} = property;
			const values = choicesOf(property).map((choice) => choice.value);
			switch (type) {
				case 'options':
					return values.includes(value as string);
				case 'multiOptions':
					return Array.isArray(value) && value.every((each) => values.includes(each as string));
				case 'boolean':
					return typeof value === 'boolean';
				case 'number':
					return typeof value === 'number' && value >= minValue && value <= maxValue;
				case 'collection':
				case 'fixedCollection':
					return JSON.stringify(value) === '{}';
				case 'json':
					return typeof JSON.parse(value as string) === 'object';
				case 'resourceLocator':
					return (value as IDataObject).value === '';
				case 'string':
				case 'dateTime':
					return typeof value === 'string';
				default:
					return false;
			}
		};
		expect(faulty((property) => !isTaken(property))).toEqual([]);
	});

	it('have no example of a phone number that could be called as default', () => {
		expect(faulty(({ default: value }) => /7\d{9}/.test(JSON.stringify(value ?? '')))).toEqual([]);
	});

	const paged = [
		['autocall', 'getAll'],
		['autocall', 'getCalls'],
		['contactList', 'getAll'],
		['contactList', 'getContacts'],
		['payment', 'getAll'],
		['scenario', 'getAll'],
		['smsBulk', 'getAll'],
		['smsBulk', 'getMessages'],
		['sound', 'getAll'],
	];

	it.each(paged)('of %s.%s say how many results are wanted', (resource, operation) => {
		const fields = fieldsOf(resource as string, operation as string);
		expect(fields.find(({ name }) => name === 'returnAll')).toMatchObject({
			displayName: 'Return All',
			default: false,
		});
		expect(fields.find(({ name }) => name === 'limit')).toMatchObject({
			displayName: 'Limit',
			default: 50,
			typeOptions: { minValue: 1 },
			displayOptions: { show: { returnAll: [false] } },
		});
	});
});

describe('a long response', () => {
	interface Schema {
		$ref?: string;
		allOf?: Schema[];
		properties?: Record<string, Schema>;
	}

	/** The keys of an object that the contract describes. */
	function keysOf(schema: Schema): string[] {
		if (schema.$ref) {
			const steps = schema.$ref.split('/').slice(1);
			const found = steps.reduce<unknown>(
				(value, step) => (value as Record<string, unknown>)[step],
				contractDocument(),
			);
			return keysOf(found as Schema);
		}
		return [...(schema.allOf ?? []).flatMap(keysOf), ...Object.keys(schema.properties ?? {})];
	}

	/** The keys of the response of an operation's endpoint. */
	function responseKeys(endpoint: string): string[] {
		const [method = '', route = ''] = endpoint.split(' ');
		const template = route.replace(/\{\w+\}/, '{id}');
		const { paths } = contractDocument();
		const responses = paths[`/v1${template}`]?.[method.toLowerCase()]?.responses as
			Record<string, { content?: { 'application/json'?: { schema: Schema } } }> | undefined;
		const schema = responses?.['200']?.content?.['application/json']?.schema;
		return schema ? [...new Set(keysOf(schema))] : [];
	}

	const reads = operations
		.filter(
			({ definition }) =>
				definition.endpoint.startsWith('GET') && !definition.pages && !definition.run,
		)
		.map(({ resource, operation, definition: { endpoint, simplify } }) => {
			if (typeof simplify === 'function') throw new Error(`${resource}.${operation} has no paths`);
			return [`${resource}.${operation}`, { endpoint, simplify }] as const;
		});

	it.each(reads)(
		'of %s is simplified when it has more than 10 fields, to 10 at most',
		(_name, { endpoint, simplify }) => {
			const keys = responseKeys(endpoint);
			expect(simplify === undefined && keys.length > 10).toBe(false);
			expect((simplify ?? []).length).toBeLessThanOrEqual(10);
			for (const key of simplify ?? []) {
				expect(keys).toContain(key.split('.')[0]);
			}
			const outputs = (simplify ?? []).map((key) => key.split('.').at(-1));
			expect(new Set(outputs).size).toBe(outputs.length);
		},
	);

	it('can be switched to the whole one', () => {
		const simplifying = operations.filter(({ definition }) => definition.simplify);
		expect(simplifying.length).toBeGreaterThan(5);
		for (const { resource, operation } of simplifying) {
			expect(fieldsOf(resource, operation).find(({ name }) => name === 'simplify')).toMatchObject({
				type: 'boolean',
				default: true,
			});
		}
	});
});

describe('what is shown at once', () => {
	/** A notice depends on whether a text is on Expression, and the fields of a contact on each other. */
	const dependsOnChoices = ({ place, property }: { place: string; property: INodeProperties }) =>
		!isNotice(property) && !/\.contact\./.test(place);

	/** Every combination of values that the fields of an operation depend on. */
	function combinations(resource: string, operation: string): INodeParameters[] {
		const fields = fieldsOf(resource, operation);
		const controlling = new Set(
			fields
				.flatMap((field) => [...within(field)])
				.filter(dependsOnChoices)
				.flatMap(({ property: { displayOptions: { show = {}, hide = {} } = {} } }) => [
					...Object.keys(show),
					...Object.keys(hide),
				])
				.map((name) => name.replace(/^\//, ''))
				.filter((name) => !['resource', 'operation', '@tool'].includes(name)),
		);
		return [...controlling].reduce<INodeParameters[]>(
			(made, name) => {
				const field = fields.find((each) => each.name === name);
				const values =
					field?.type === 'boolean'
						? [true, false]
						: choicesOf(field as INodeProperties).map(({ value }) => value);
				return made.flatMap((parameters) =>
					values.map((value) => ({ ...parameters, [name]: value })),
				);
			},
			[{ resource, operation }],
		);
	}

	const node = { typeVersion: 1 };
	const shownWith = (
		parameters: INodeParameters,
		properties: INodeProperties[],
		type = description,
	) =>
		properties.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node, type, parameters),
		);

	const everyOperation = operations.map(
		({ resource, operation }) => [resource, operation] as const,
	);

	it.each(everyOperation)(
		'%s.%s: each name once, and every field at some time',
		(resource, operation) => {
			const fields = fieldsOf(resource, operation);
			const everShown = new Set<INodeProperties>();
			const shows = combinations(resource, operation).flatMap((parameters) =>
				[description, toolOf(description)].map((type) => ({ parameters, type })),
			);
			for (const { parameters, type } of shows) {
				const shown = shownWith(parameters, description.properties, type);
				const names = shown.map(({ name }) => name);
				expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
				expect(names.slice(0, 2)).toEqual(['resource', 'operation']);
				for (const property of shown) {
					everShown.add(property);
					if (property.type !== 'collection') continue;
					const inner = shownWith(parameters, property.options as INodeProperties[], type);
					const innerNames = inner.map(({ name }) => name);
					expect(new Set(innerNames).size).toBe(innerNames.length);
					for (const each of inner) everShown.add(each);
				}
			}
			const neverShown = fields
				.flatMap((field) => [...within(field)])
				.filter(({ place, property }) => dependsOnChoices({ place, property }))
				.filter(({ property }) => !everShown.has(property))
				.map(({ place }) => place);
			expect(neverShown).toEqual([]);
		},
	);

	it('varies with the choices made: an autocall has more than one form', () => {
		expect(combinations('autocall', 'create')).toHaveLength(2 * 3 * 4 * 2);
	});

	it.each(['autocall', 'smsBulk'])('of %s.create has a time limit only for a wait', (resource) => {
		const limitsWith = (waitForCompletion: boolean) =>
			shownWith({ resource, operation: 'create', waitForCompletion }, description.properties)
				.filter(({ name }) => name === 'completionTimeLimit')
				.map(({ default: hours }) => hours);
		expect(limitsWith(false)).toEqual([]);
		expect(limitsWith(true)).toEqual([24]);
	});

	it.each([
		['a sound of the account', {}, ['soundSource', 'soundId', 'contactsSource', 'contactListIds']],
		[
			'a text to speak',
			{ soundSource: 'synthesis' },
			['soundSource', 'text', 'voice', 'speed', 'pitch', 'contactsSource', 'contactListIds'],
		],
		[
			'a file',
			{ soundSource: 'upload' },
			['soundSource', 'binaryPropertyName', 'contactsSource', 'contactListIds'],
		],
		[
			'a scenario, for people defined below',
			{ type: 'interactive', contactsSource: 'define' },
			['scenarioId', 'contactsSource', 'contacts', 'invalidNumbers', 'removeDuplicates'],
		],
		[
			'a scenario, for all input items',
			{ type: 'interactive', contactsSource: 'inputItems' },
			[
				...['scenarioId', 'contactsSource', 'numberField', 'extraField', 'variableFields'],
				...['invalidNumbers', 'removeDuplicates'],
			],
		],
	])('is what an autocall with %s needs', (_what, chosen, fields) => {
		const parameters = {
			...{ resource: 'autocall', operation: 'create', type: 'regular' },
			...{ soundSource: 'existing', contactsSource: 'contactLists' },
			...chosen,
		};
		const always = [
			...['resource', 'operation', 'name', 'type'],
			...['waitForCompletion', 'additionalFields', 'options'],
		];
		expect(
			shownWith(parameters, description.properties)
				.map(({ name }) => name)
				.filter((name) => !always.includes(name)),
		).toEqual(fields);
	});

	const noticesWith = (parameters: INodeParameters) =>
		shownWith(
			{ operation: 'create', contactsSource: 'inputItems', ...parameters },
			description.properties,
		)
			.filter(isNotice)
			.map(({ displayName }) => displayName);

	it('says of an SMS bulk what {{name}} is, whether its text is on Fixed or on Expression', () => {
		for (const text of ['', 'Hello {{name}}', '=Hello {{ $json.name }}']) {
			expect(noticesWith({ resource: 'smsBulk', text })).toEqual([
				expect.stringMatching(/^Personal variables: \{\{name\}\} becomes the value/),
			]);
		}
	});

	it.each([
		['text', 'SMS Text After Answer'],
		['textUnanswered', 'SMS Text if Unanswered'],
	])(
		'says of an autocall what {{name}} is while %s is on Expression, where n8n hides the hint',
		(text, label) => {
			const noticesOf = (additionalFields: INodeParameters) =>
				noticesWith({ resource: 'autocall', additionalFields });
			expect(noticesOf({})).toEqual([]);
			expect(noticesOf({ [text]: 'Hello {{name}}' })).toEqual([]);
			expect(noticesOf({ [text]: '=Hello {{ $json.name }}' })).toEqual([
				expect.stringMatching(new RegExp(`^${label} is on Expression: .*\\{\\{name\\}\\}`)),
			]);
		},
	);

	it.each([
		['blank JSON', '{}', false],
		['no value', undefined, false],
		['JSON', '{ "name": "A" }', true],
		['JSON of an expression', '={{ $json.variables }}', true],
		['an object', { name: 'A' }, true],
	])(
		'has variables as JSON only where a saved workflow holds them: %s',
		(_what, variables, isShown) => {
			const field = everyParameter()
				.filter(({ place }) => place === 'smsBulk.create: contacts.contact.variables')
				.map(({ property }) => property);
			const contact = { number: '', variables } as INodeParameters;
			expect(shownWith(contact, field)).toHaveLength(isShown ? 1 : 0);
		},
	);

	it.each([
		['workflows', 'show' as const],
		['tools of agents', 'hide' as const],
	])('has every field of a collection once in %s', (_where, other) => {
		const repeated = everyParameter()
			.filter(({ property }) => property.type === 'collection')
			.flatMap(({ place, property }) => {
				const names = (property.options as INodeProperties[])
					.filter(({ displayOptions }) => !displayOptions?.[other]?.['@tool'])
					.map(({ name }) => name);
				return names
					.filter((name, index) => names.indexOf(name) !== index)
					.map((name) => `${place}.${name}`);
			});
		expect(repeated).toEqual([]);
	});
});

describe('the node', () => {
	it('is called, shown and found as it should be', () => {
		expect(description).toMatchObject({
			displayName: 'AutoCall',
			name: 'autoCall',
			version: 1,
			defaults: { name: 'AutoCall' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'autoCallApi', required: true }],
		});
		expect(isWellEnded(description.description)).toBe(true);
	});

	it('tells on the canvas which operation it is, by the labels', () => {
		const subtitleOf = (parameter: object): unknown =>
			new Function(
				'$parameter',
				`return ${description.subtitle?.slice('={{'.length, -'}}'.length)}`,
			)(parameter);
		expect(subtitleOf({ resource: 'contactList', operation: 'getAll' })).toBe(
			'Contact List → Get Many',
		);
		for (const { resource, operation } of operations) {
			expect(subtitleOf({ resource, operation })).toMatch(/^[A-Z].* → [A-Z][^a-z]?/);
		}
	});

	it('says on the canvas what it does, by the labels of the lists', () => {
		const { subtitle = '' } = description;
		const said = operations.map(({ resource, operation }) => {
			const node: INode = {
				...{ id: '1', name: 'AutoCall', type: 'n8n-nodes-autocall.autoCall', typeVersion: 1 },
				...{ position: [0, 0], parameters: { resource, operation } },
			};
			const workflow = new Workflow({
				...{ nodes: [node], connections: {}, active: false },
				nodeTypes: { getByNameAndVersion: () => ({ description }) } as unknown as INodeTypes,
			});
			return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
		});

		expect(said).toEqual(
			operations.map(
				({ resource, definition }) =>
					`${RESOURCES[resource as keyof typeof RESOURCES].label.name} → ${definition.name}`,
			),
		);
	});

	it('needs no credential for what is public', () => {
		const [credential] = description.credentials ?? [];
		const needed = (resource: string) =>
			NodeHelpers.displayParameter(
				{ resource },
				credential as never,
				{ typeVersion: 1 },
				description,
			);
		const open = Object.keys(RESOURCES).filter((resource) => !needed(resource));
		const isPublic = (resource: string) =>
			operations
				.filter((each) => each.resource === resource)
				.every(({ definition }) => definition.isPublic);
		expect(open).toEqual(Object.keys(RESOURCES).filter(isPublic));
		expect(open).toEqual(['tariff', 'testCall']);
	});

	it('can be a tool of an AI agent', () => {
		expect(description.usableAsTool).toBe(true);
		// What an agent is told: which operation on which resource, from the texts of the lists.
		expect(
			description.properties.slice(0, 2).map(({ noDataExpression }) => noDataExpression),
		).toEqual([true, true]);
	});

	it('lets no model of an agent set what protects money and people', () => {
		const shownToAgents = everyParameter()
			.map(({ property }) => property)
			.filter(({ displayOptions }) => !displayOptions?.hide?.['@tool']);
		const declared = operations.flatMap(({ definition }) =>
			definition.fields
				.flatMap((field) => [field, ...fieldsWithin(field)])
				.filter(({ protects }) => protects),
		);
		expect(new Set([...declared.map(({ name }) => name), 'resource', 'operation'])).toEqual(
			new Set(PROTECTIVE),
		);
		for (const name of PROTECTIVE) {
			const shown = shownToAgents.filter((property) => property.name === name);
			expect(shown.length).toBeGreaterThan(0);
			// By this n8n's editor leaves out the button "Let the model define this parameter".
			expect(shown.filter(({ noDataExpression }) => !noDataExpression)).toEqual([]);
		}
	});

	it('takes expressions for what protects money and people in workflows, where no model is at work', () => {
		const maxCost = everyParameter()
			.map(({ property }) => property)
			.filter(({ name, displayOptions }) => name === 'maxCost' && displayOptions?.hide?.['@tool']);
		expect(maxCost.map(({ noDataExpression }) => noDataExpression)).toEqual([undefined, undefined]);
	});

	it('offers no wait to an agent, which cannot wait', () => {
		const wait = description.properties.filter(({ name }) => name === 'waitForCompletion');
		const createOf = (resource: string) => ({ resource, operation: 'create' });
		for (const resource of ['autocall', 'smsBulk']) {
			const isShownIn = (type: INodeTypeDescription) =>
				wait.some((property) =>
					NodeHelpers.displayParameter(createOf(resource), property, null, type),
				);
			expect(isShownIn(description)).toBe(true);
			expect(isShownIn(toolOf(description))).toBe(false);
		}
	});

	it('is found under its categories and by the words for it', () => {
		const file = JSON.parse(
			readFileSync(path.join(dist, 'nodes/AutoCall/AutoCall.node.json'), 'utf8'),
		) as IDataObject;
		expect(file).toMatchObject({
			node: 'n8n-nodes-autocall.autoCall',
			nodeVersion: '1.0',
			codexVersion: '1.0',
		});
		expect(description.codex?.categories).toEqual(file.categories);
		expect(description.codex?.categories).toContain('Communication');
		const { primaryDocumentation = [], credentialDocumentation = [] } =
			description.codex?.resources ?? {};
		for (const { url } of [...primaryDocumentation, ...credentialDocumentation]) {
			expect(url).toMatch(/^https:\/\//);
		}
		expect(primaryDocumentation.length * credentialDocumentation.length).toBe(1);
	});

	it('has an icon for light and for dark, square and in the package', () => {
		const icons = description.iconUrl as { light: string; dark: string };
		const packagePrefix = 'icons/n8n-nodes-autocall/';
		expect(icons.light).not.toBe(icons.dark);
		for (const url of [icons.light, icons.dark]) {
			expect(url.startsWith(packagePrefix)).toBe(true);
			const file = path.join(packageFolder, url.slice(packagePrefix.length));
			expect(existsSync(file)).toBe(true);
			const svg = readFileSync(file, 'utf8');
			const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
			expect(width).toBe(height);
			expect(svg).not.toMatch(/<script|href=|<!ENTITY/i);
		}
	});

	it('is light enough to be loaded into every editor', () => {
		expect(JSON.stringify(description).length).toBeLessThan(300_000);
	});

	it('hands n8n nothing that only this package reads', () => {
		const ours = everyParameter().filter(({ property }) =>
			['api', 'parse', 'reports', 'protects', 'message', 'isOwnName'].some(
				(key) => key in property,
			),
		);
		expect(ours).toEqual([]);
	});
});

describe('the source', () => {
	const resources = readdirSync(sources, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	const operationFiles = resources.flatMap((resource) =>
		readdirSync(path.join(sources, resource))
			.filter((file) => file.endsWith('.operation.ts'))
			.map((file) => [resource, file.replace('.operation.ts', '')] as const),
	);

	/** `getHistory` puts two endpoints together, and has filters of its own over their records. */
	const simple = operationFiles.filter(
		([, operation]) => /^(get|delete)/.test(operation) && operation !== 'getHistory',
	);

	it.each(simple)('says %s.%s in 25 lines at most', (resource, operation) => {
		const code = readFileSync(path.join(sources, resource, `${operation}.operation.ts`), 'utf8');
		expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
	});

	it.each(resources)('lists each operation of %s on a line of its own, by its file', (resource) => {
		const index = readFileSync(path.join(sources, resource, 'index.ts'), 'utf8');
		const lines = index.split('\n').filter((line) => line.includes('.operation'));
		const files = operationFiles
			.filter(([of]) => of === resource)
			.map(([, operation]) => operation);
		expect(lines).toEqual(
			files
				.sort((a, b) => a.localeCompare(b, 'en'))
				.map((name) => `export { default as ${name} } from './${name}.operation';`),
		);
		expect(Object.keys(RESOURCES[resource as keyof typeof RESOURCES].operations).sort()).toEqual(
			[...files].sort(),
		);
	});
});
