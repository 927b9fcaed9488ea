/** How a person comes upon the node in n8n's panel of nodes: by which words, and what it offers there. */
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/call/operationCall';
import { RESOURCES } from '../../nodes/AutoCall/operations';
import { useBench } from '../support/autoCall';
import { loadEngine } from '../support/engine';

const bench = useBench();

let node: INodeTypeDescription;
let trigger: INodeTypeDescription;
beforeAll(async () => {
	const engine = await loadEngine();
	node = engine.nodeDescription();
	trigger = engine.nodeDescription('n8n-nodes-autocall.autoCallTrigger');
});

describe('the search', () => {
	/** The rank of a node in n8n's own search for the typed text; the higher, the further up. */
	const scoreOf = (typed: string, properties: INodeTypeDescription): number =>
		sublimeSearch(typed.toLowerCase(), [{ properties }])[0]?.score ?? 0;
	/** The score of a word that begins with the typed text, without the remaining letters. */
	const wellFound = (typed: string) => 100 + 50 * (typed.length - 1);

	// The panel shows the trigger under the node and searches the words of the node alone.
	it.each([
		...['autocall', 'call', 'call someone', 'phone call', 'robocall', 'dialer', 'voice', 'ivr'],
		...['tts', 'text to speech', 'campaign', 'bulk', 'sms', 'SMS', 'text message', 'survey'],
		...['flash call', 'verify', 'verification', 'otp', 'notification', 'balance', 'Kazakhstan'],
		...['звонок', 'звонки', 'Обзвон', 'автообзвон', 'СМС', 'рассылка', 'Казахстан', 'баланс'],
	])('finds the node by "%s"', (typed) => {
		expect(scoreOf(typed, node)).toBeGreaterThan(wellFound(typed));
	});

	it.each([
		...['autocall', 'campaign', 'balance', 'notification', 'sms', 'Обзвон', 'баланс'],
		...['уведомление', 'Kazakhstan'],
	])('finds the trigger, where n8n shows it by itself, by "%s"', (typed) => {
		expect(scoreOf(typed, trigger)).toBeGreaterThan(wellFound(typed));
	});

	it.each(['slack', 'spreadsheet', 'погода'])('finds neither by "%s"', (typed) => {
		expect([scoreOf(typed, node), scoreOf(typed, trigger)]).toEqual([0, 0]);
	});

	it('has each word once', () => {
		for (const { codex } of [node, trigger]) {
			const words = (codex?.alias ?? []).map((word) => word.toLowerCase());
			expect(words.length).toBeGreaterThan(5);
			expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
		}
	});
});

describe('the actions', () => {
	interface Action {
		action: string;
		resource: string;
		operation: string;
		definition: Operation;
	}

	const choicesOf = (property?: INodeProperties) => property?.options as INodePropertyOptions[];

	/** The actions as the panel shows them: by resource and operation, in the order of their lists. */
	function actions(): Action[] {
		const lists = node.properties.filter(({ name }) => name === 'operation');
		const resources = node.properties.find(({ name }) => name === 'resource');
		return choicesOf(resources).flatMap(({ value }) => {
			const resource = value as keyof typeof RESOURCES;
			const operations: Record<string, Operation> = RESOURCES[resource].operations;
			return choicesOf(
				lists.find(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource)),
			).map(({ value: operation, action = '' }) => ({
				...{ action, resource, operation: String(operation) },
				definition: operations[String(operation)] as Operation,
			}));
		});
	}

	it('begin with what people come for, and end with what few need', () => {
		expect([...new Set(actions().map(({ resource }) => resource))]).toEqual([
			...['autocall', 'smsBulk', 'call', 'smsMessage', 'flashCall'],
			...['contactList', 'contact', 'sound', 'scenario', 'account', 'payment'],
			...['callerId', 'confirmedNumber', 'notification', 'tariff', 'testCall'],
		]);
	});

	it('begin in each resource with what creates or sends; then come reading, changing and deleting', () => {
		const kindOf = ({ operation, definition: { endpoint } }: Action) => {
			if (endpoint.startsWith('DELETE')) return 3;
			if (endpoint.startsWith('PUT')) return 2;
			return /^(get|calculateCost)/.test(operation) ? 1 : 0;
		};
		for (const resource of Object.keys(RESOURCES)) {
			const ofResource = actions().filter((action) => action.resource === resource);
			const kinds = ofResource.map(kindOf);
			expect({ resource, kinds }).toEqual({ resource, kinds: [...kinds].sort() });
			for (const kind of kinds) {
				const names = ofResource
					.filter((action) => kindOf(action) === kind)
					.map(({ definition }) => definition.name);
				expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
			}
		}
	});

	it('offer first what the node opens with, which sends nothing before it is filled in', async () => {
		const [first] = actions();
		const opensWith = node.properties
			.filter(({ name }) => name === 'resource' || name === 'operation')
			.slice(0, 2)
			.map(({ default: value }) => value);
		expect([first?.resource, first?.operation]).toEqual(opensWith);

		const { run, sandbox } = bench();
		const { error } = await run(String(first?.resource), String(first?.operation));
		expect(error?.message).toMatch(/Parameter "Name" is required/);
		expect(sandbox.requests).toEqual([]);
	});

	it('are said in the words of the person who looks for them', () => {
		const said = actions().map(
			({ resource, operation, action }) => [`${resource}.${operation}`, action] as const,
		);
		expect(Object.fromEntries(said)).toMatchObject({
			'autocall.create': 'Call many people',
			'autocall.relaunch': 'Create a list of the people who were not reached',
			'smsBulk.create': 'Send SMS to many people',
			'flashCall.send': 'Send a flash call to verify a phone number',
			'contactList.addContacts': 'Add people to a contact list',
			'sound.synthesize': 'Create a sound from text',
			'sound.upload': 'Create a sound from an audio file',
			'payment.createTopUp': 'Create a link to top up the balance',
		});
	});
});
