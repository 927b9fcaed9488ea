import { SandboxClient } from '../../sandbox/client';
import { operations } from '../../sandbox/contract';
import { handlers } from '../../sandbox/handlers';
import { startSandbox, type Sandbox } from '../../sandbox/index';

const tenInAlmaty = new Date('2026-11-02T05:00:00Z');

describe('the contract of the sandbox', () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox({ now: () => tenInAlmaty });
	});

	afterEach(() => sandbox.close());

	it('has one handler for each operation and no handler without one', () => {
		const described = operations().map(({ operationId }) => operationId);
		expect(Object.keys(handlers).sort()).toEqual(described.sort());
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
