import { SandboxClient } from '../../sandbox/client';
import { operations } from '../../sandbox/contract';
import { handlers } from '../../sandbox/handlers';
import { startSandbox, type Sandbox } from '../../sandbox/index';

/** Every method and path of the AutoCall.kz API. */
const endpoints = `
GET /api/v1/lists
POST /api/v1/lists
GET /api/v1/lists/{id}
PUT /api/v1/lists/{id}
DELETE /api/v1/lists/{id}
POST /api/v1/lists/append/{id}
DELETE /api/v1/lists/nonexistent/{id}
PUT /api/v1/lists/nonexistent/{id}
GET /api/v1/contacts/{id}
DELETE /api/v1/contacts/{id}
GET /api/v1/sounds
POST /api/v1/sounds
GET /api/v1/sounds/{id}
PUT /api/v1/sounds/{id}
DELETE /api/v1/sounds/{id}
GET /api/v1/sounds/listen/{file}
GET /api/v1/scenarios
POST /api/v1/scenarios
GET /api/v1/scenarios/{id}
PUT /api/v1/scenarios/{id}
DELETE /api/v1/scenarios/{id}
GET /api/v1/autocalls
POST /api/v1/autocalls
GET /api/v1/autocalls/{id}
PUT /api/v1/autocalls/{id}
DELETE /api/v1/autocalls/{id}
POST /api/v1/autocalls/calculate
GET /api/v1/autocalls/relaunch/{id}
GET /api/v1/calls/{id}
GET /api/v1/calls/recordings/{id}
GET /api/v1/bulks
POST /api/v1/bulks
GET /api/v1/bulks/{id}
PUT /api/v1/bulks/{id}
DELETE /api/v1/bulks/{id}
POST /api/v1/bulks/calculate
GET /api/v1/messages/{id}
GET /api/v1/settings
PUT /api/v1/settings
DELETE /api/v1/settings/{visit_card_type}
GET /api/v1/settings/confirmed_numbers
POST /api/v1/settings/confirmed_numbers
GET /api/v1/balance
GET /api/v1/payments
POST /api/v1/payments
GET /api/v1/dashboard
GET /api/v1/notifications
PUT /api/v1/notifications/{id}
DELETE /api/v1/notifications/{id}
GET /api/v1/caller-ids
POST /api/v1/caller-ids
DELETE /api/v1/caller-ids/{id}
POST /api/v1/flash-calls
GET /api/public/tariffs
POST /api/public/test-call
`
	.trim()
	.split('\n')
	.sort();

const tenInAlmaty = new Date('2026-11-02T05:00:00Z');

describe('the contract of the sandbox', () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox({ now: () => tenInAlmaty });
	});

	afterEach(() => sandbox.close());

	it('has every endpoint of AutoCall.kz and no other', () => {
		const described = operations().map(({ method, fullPath }) => `${method} ${fullPath}`);
		expect(described.sort()).toEqual(endpoints);
		expect(endpoints).toHaveLength(55);
	});

	it('has one handler for each operation and no handler without one', () => {
		const described = operations().map(({ operationId }) => operationId);
		expect(Object.keys(handlers).sort()).toEqual(described.sort());
	});

	it('is kept by the successful response of every endpoint', async () => {
		const client = new SandboxClient(sandbox);
		const list = sandbox.seedContactList();
		const [contact] = sandbox.store.contacts.all();
		const sound = sandbox.seedSound();
		const scenario = sandbox.seedScenario();
		const autocall = sandbox.seedAutocall({
			record: true,
			calls: [{ recording: Buffer.from('sound'), data: { record: 'answer.mp3' } }],
		});
		const [call] = sandbox.store.calls.all();
		const awaiting = sandbox.seedAutocall({ status: 'awaiting' });
		const bulk = sandbox.seedBulk({ messages: [{}] });
		const [message] = sandbox.store.messages.all();
		const awaitingBulk = sandbox.seedBulk({ status: 'awaiting' });
		const notification = sandbox.notify('LowBalance', { balance: 1, threshold: 5 });
		sandbox.seedConfirmedNumber();

		const numbers = [{ number: '+77010000003', extra: 'Ann', variables: { name: 'Ann' } }];
		const campaign = { name: 'A', list_id: [list.id], client_id: 'c' };
		const autocallBody = { ...campaign, type: 'regular', audio_id: [sound.id] };
		const bulkBody = { ...campaign, text: 'Hello {{name}}' };
		const requests: Array<[number, string, string, unknown?]> = [
			[200, 'GET', '/lists'],
			[201, 'POST', '/lists', { name: 'L', numbers, client_id: 'c' }],
			[200, 'GET', `/lists/${list.id}`],
			[200, 'PUT', `/lists/${list.id}`, { name: 'New' }],
			[201, 'POST', `/lists/append/${list.id}`, { numbers }],
			[200, 'PUT', `/lists/nonexistent/${list.id}`],
			[204, 'DELETE', `/lists/nonexistent/${list.id}`],
			[200, 'GET', `/contacts/${contact?.id}`],
			[204, 'DELETE', `/contacts/${contact?.id}`],
			[200, 'GET', '/sounds'],
			[201, 'POST', '/sounds', { name: 'S', type: 'synthesis', data: [{ text: 'Hello' }] }],
			[200, 'GET', `/sounds/${sound.id}`],
			[200, 'PUT', `/sounds/${sound.id}`, { name: 'New' }],
			[200, 'GET', '/sounds/listen/answer.mp3?type=download'],
			[200, 'GET', '/sounds/listen/answer.mp3?type=text'],
			[200, 'GET', '/scenarios'],
			[201, 'POST', '/scenarios', { name: 'S', data: '{"start":{}}' }],
			[200, 'GET', `/scenarios/${scenario.id}`],
			[200, 'PUT', `/scenarios/${scenario.id}`, { data: '{"start":{}}' }],
			[204, 'DELETE', `/scenarios/${scenario.id}`],
			[200, 'GET', '/autocalls'],
			[201, 'POST', '/autocalls', autocallBody],
			[201, 'POST', '/autocalls/calculate', autocallBody],
			[200, 'GET', `/autocalls/${autocall.id}`],
			[200, 'PUT', `/autocalls/${awaiting.id}`, { name: 'New', tries_interval: 15 }],
			[201, 'GET', `/autocalls/relaunch/${autocall.id}`],
			[200, 'GET', `/calls/${call?.id}`],
			[200, 'GET', `/calls/recordings/${call?.id}`],
			[204, 'DELETE', `/autocalls/${awaiting.id}`],
			[200, 'GET', '/bulks'],
			[201, 'POST', '/bulks', bulkBody],
			[201, 'POST', '/bulks/calculate', bulkBody],
			[200, 'GET', `/bulks/${bulk.id}`],
			[200, 'PUT', `/bulks/${awaitingBulk.id}`, { name: 'New' }],
			[200, 'GET', `/messages/${message?.id}`],
			[204, 'DELETE', `/bulks/${awaitingBulk.id}`],
			[200, 'GET', '/settings'],
			[200, 'PUT', '/settings', { name: 'New', visit_card_audio: sound.id }],
			[204, 'DELETE', '/settings/visit_card_audio'],
			[201, 'POST', '/settings/confirmed_numbers', { number: '+77020000002' }],
			[200, 'GET', '/settings/confirmed_numbers'],
			[200, 'GET', '/balance'],
			[200, 'GET', '/payments'],
			[201, 'POST', '/payments', { amount: 200 }],
			[200, 'GET', '/dashboard'],
			[200, 'GET', '/notifications'],
			[200, 'PUT', `/notifications/${notification.id}`],
			[204, 'DELETE', `/notifications/${notification.id}`],
			[201, 'POST', '/caller-ids', { caller_id_id: 42 }],
			[200, 'GET', '/caller-ids'],
			[200, 'DELETE', '/caller-ids/42'],
			[201, 'POST', '/flash-calls', { number: '+77060000000', digits: 4 }],
			[200, 'GET', `${sandbox.publicUrl}/tariffs`],
			[200, 'POST', `${sandbox.publicUrl}/test-call`, { phone: '7060000000' }],
		];
		for (const [status, method, path, body] of requests) {
			const response = await client.send(method, path, body);
			expect(`${method} ${path}: ${response.status}`).toBe(`${method} ${path}: ${status}`);
		}
		sandbox.finish();
		for (const path of [`/lists/${list.id}`, `/sounds/${sound.id}`]) {
			expect((await client.delete(path)).status).toBe(204);
		}

		const reached = new Set(sandbox.requests.map(({ method, route }) => `${method} ${route}`));
		const unprefixed = endpoints.map((endpoint) => endpoint.replace(/\/api\/(v1|public)/, ''));
		expect([...reached].sort()).toEqual(unprefixed.sort());
		expect(sandbox.violations).toEqual([]);
	});

	it('notices a response that breaks it, and sends it anyway', async () => {
		const list = sandbox.seedContactList({ name: 5 as unknown as string });
		const response = await new SandboxClient(sandbox).get(`/lists/${list.id}`);
		expect(response.status).toBe(200);
		expect(response.json.name).toBe(5);
		expect(sandbox.violations).toEqual([
			expect.stringContaining(`GET /api/v1/lists/${list.id}: response breaks the contract`),
		]);
	});

	it.each(['GET /nowhere', 'PATCH /lists', 'GET /lists/', 'GET //balance'])(
		'notices a request to a route that it lacks: %s',
		async (request) => {
			const [method = '', path = ''] = request.split(' ');
			const response = await new SandboxClient(sandbox).send(method, path);
			expect([404, 405]).toContain(response.status);
			expect(sandbox.requests[0]?.route).toBeNull();
			expect(sandbox.violations).toHaveLength(1);
		},
	);
});
