/** The Client ID by which the node finds again what it has created. */
import { onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import type { WorkflowJson } from '../../support/engine';
import { autoCallNode, inALoop, inARow } from '../../support/workflows';
import { contactList, create, smsBulk } from './creations';
import { posted, waitingTogether } from './scenarios';

useFastWaits();
const bench = useBench();
const itWaits = waitingTogether();

describe('the Client ID that n8n gives to what it creates', () => {
	const list = {
		resource: 'contactList',
		operation: 'create',
		name: '={{ $json.name }}',
		contactsSource: 'json',
		contactsJson: '[{ "number": "+77010000001" }]',
	};
	const people3 = ['Aigul', 'Bolat', 'Dana'].map((name) => ({ name }));

	/** The IDs of a workflow's lists, in the order in which they were made. */
	async function idsOf(own: Bench, workflow: WorkflowJson): Promise<string[]> {
		const before = own.sandbox.store.contactLists.size;
		const { error } = await own.engine.runWorkflow(workflow, {
			credentials: { autoCallApi: own.credential },
			triggerItems: people3,
		});
		expect(error).toBeUndefined();
		return own.sandbox.store.contactLists
			.all()
			.slice(before)
			.map(({ client_id }) => String(client_id));
	}

	const oneAfterTheOther = inARow(autoCallNode('First', list), autoCallNode('Second', list));
	const inLoop = inALoop(autoCallNode('List', list));
	const hashOf = (id?: string) => id?.split('-')[2];

	it('has the execution, a hash and the item, in at most 60 characters', async () => {
		const ids = await idsOf(bench(), oneAfterTheOther);
		expect(ids.slice(0, 3)).toEqual([0, 1, 2].map((item) => derivedClientId(item)));
		expect(ids.every((id) => id.length <= 60)).toBe(true);
	});

	it('is another one for each item, and for another node', async () => {
		const ids = await idsOf(bench(), oneAfterTheOther);
		expect(new Set(ids).size).toBe(6);
		expect(hashOf(ids[0])).toBe(hashOf(ids[2]));
		expect(hashOf(ids[0])).not.toBe(hashOf(ids[3]));
	});

	it('is another one in each round of a loop', async () => {
		const ids = await idsOf(bench(), inLoop);
		expect(ids).toEqual([derivedClientId(0), derivedClientId(0), derivedClientId(0)]);
		expect(new Set(ids.map(hashOf)).size).toBe(3);
	});

	it('is another one in another execution', async () => {
		const [first] = await idsOf(bench(), oneAfterTheOther);
		const [second] = await idsOf(bench(), oneAfterTheOther);
		expect(hashOf(first)).not.toBe(hashOf(second));
	});

	itWaits(
		'is the same when Retry On Fail sends the same item again',
		onBench({}, async (own) => {
			own.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST' });
			const { items } = await own.run('contactList', 'create', contactList.parameters, {
				retryOnFail: true,
			});
			const [refused, accepted] = posted(own, '/lists');
			expect(accepted?.client_id).toBe(refused?.client_id);
			expect(items[0]?.json.client_id).toBe(refused?.client_id);
		}),
	);

	it('is not used where the person gave one', async () => {
		const own = bench();
		await create(own, smsBulk, { additionalFields: { clientId: 'D-1' } });
		expect(posted(own, '/bulks')[0]?.client_id).toBe('D-1');
	});

	it('of the person is sent without spaces around it, which the service would take away', async () => {
		const own = bench();
		await create(own, smsBulk, { additionalFields: { clientId: ' D-1 ' } });
		expect(posted(own, '/bulks')[0]?.client_id).toBe('D-1');
	});

	it.each(['', ' ', '={{ $json.none }}'])(
		'is used where the person gave an empty one: "%s"',
		async (clientId) => {
			const own = bench();
			await create(own, smsBulk, { additionalFields: { clientId } });
			expect(posted(own, '/bulks')[0]?.client_id).toEqual(derivedClientId());
		},
	);
});
