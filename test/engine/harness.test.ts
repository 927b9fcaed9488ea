/** The engine harness, shown on n8n's own nodes: its documentation, and its proof. */
import { loadEngine, type Engine, type WorkflowJson } from '../support/engine';
import { startLocalServer, type LocalServer } from '../support/engine/localServer';
import { fieldsToSet, inARow, nodeOf, setNode, START } from '../support/workflows';

let engine: Engine;
let server: LocalServer;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	server = await startLocalServer();
});

afterEach(async () => {
	await server.close();
});

const editFields = 'n8n-nodes-base.set';
const httpNode = 'n8n-nodes-base.httpRequest';
const feedTrigger = 'n8n-nodes-base.rssFeedReadTrigger';

/** Parameters of an HTTP Request node that uses a Bearer credential. */
const bearerRequest = (url: string) => ({
	url,
	authentication: 'genericCredentialType',
	genericAuthType: 'httpBearerAuth',
});

describe('one node', () => {
	it('resolves expressions for each item, and n8n pairs what comes out', async () => {
		const result = await engine.runNode({
			type: editFields,
			parameters: fieldsToSet({ greeting: '=Hello, {{ $json.name }}' }),
			items: [{ name: 'Aigerim' }, { name: 'Bekzat' }],
		});

		expect(result.status).toBe('success');
		expect(result.items).toEqual([
			{ json: { greeting: 'Hello, Aigerim' }, pairedItem: { item: 0 } },
			{ json: { greeting: 'Hello, Bekzat' }, pairedItem: { item: 1 } },
		]);
	});

	it('receives one empty item when none are given, and does not run without items', async () => {
		const options = { type: editFields, parameters: fieldsToSet({ a: 'b' }) };

		const one = await engine.runNode(options);
		expect(one.items).toEqual([{ json: { a: 'b' }, pairedItem: { item: 0 } }]);

		const none = await engine.runNode({ ...options, items: [] });
		expect(none.status).toBe('success');
		expect(none.items).toEqual([]);
		expect(Object.keys(none.run.data.resultData.runData)).toEqual(['Manual Trigger']);
	});

	it('leaves the items of the test as they were', async () => {
		const items = [{ list: [3, 1, 2] }];
		await engine.runNode({
			type: editFields,
			parameters: fieldsToSet({ sorted: '={{ $json.list.sort().join() }}' }),
			items,
		});
		expect(items).toEqual([{ list: [3, 1, 2] }]);
	});

	it('is refused by n8n when a required parameter is missing', async () => {
		const result = await engine.runNode({ type: httpNode, parameters: {} });

		expect(result.status).toBe('error');
		expect(result.error?.message).toBe(
			'The \'HTTP Request\' node has issues:\n- Parameter "URL" is required.',
		);
		expect(result.run.data.resultData.runData).toEqual({});
	});

	it("sees the workflow's time zone, or n8n's default", async () => {
		const options = { type: editFields, parameters: fieldsToSet({ zone: '={{ $now.zoneName }}' }) };

		const almaty = await engine.runNode({ ...options, timezone: 'Asia/Almaty' });
		expect(almaty.items[0]?.json).toEqual({ zone: 'Asia/Almaty' });

		const unset = await engine.runNode(options);
		expect(unset.items[0]?.json).toEqual({ zone: 'America/New_York' });
	});

	it('runs in production as in the editor', async () => {
		const result = await engine.runNode({
			type: editFields,
			parameters: fieldsToSet({ mode: '={{ $execution.mode }}', name: '={{ $json.name }}' }),
			items: [{ name: 'Aigerim' }],
			mode: 'trigger',
		});
		expect(result.items[0]?.json).toEqual({ mode: 'production', name: 'Aigerim' });
	});
});

describe('a credential', () => {
	it('reaches the server as its type declares', async () => {
		const result = await engine.runNode({
			type: httpNode,
			parameters: bearerRequest(server.url),
			credentials: { httpBearerAuth: { token: 'sesame' } },
		});

		expect(result.status).toBe('success');
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0]?.headers.authorization).toBe('Bearer sesame');
	});

	it('is missed by a node that needs it', async () => {
		const result = await engine.runNode({
			type: httpNode,
			parameters: bearerRequest(server.url),
		});
		expect(result.error?.message).toBe('Credentials not found');
		expect(server.requests).toEqual([]);
	});

	it('stands neither in what n8n stores nor in its log, where other things do', async () => {
		server.respondWith({ status: 500, body: { message: 'out of order' } });
		engine.log.clear();
		const result = await engine.runNode({
			type: httpNode,
			parameters: bearerRequest(server.url),
			credentials: { httpBearerAuth: { token: 'sesame' } },
		});

		expect(server.requests[0]?.headers.authorization).toBe('Bearer sesame');
		expect(result.stored()).toContain(server.url);
		expect(result.stored()).not.toContain('sesame');
		expect(engine.log.text()).toContain('out of order');
		expect(engine.log.lines()).toContainEqual(
			expect.objectContaining({ level: 'debug', message: 'Workflow execution started' }),
		);
		expect(engine.log.text()).not.toContain('sesame');
	});

	describe('tested as on saving', () => {
		const githubCredential = () => ({ server: server.url, user: 'octocat', accessToken: 'sesame' });

		it('is accepted', async () => {
			expect(await engine.testCredential('githubApi', githubCredential())).toEqual({
				status: 'OK',
				message: 'Connection successful!',
			});
			expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/user' });
			expect(server.requests[0]?.headers.authorization).toBe('token sesame');
		});

		it('is refused by the server', async () => {
			server.respondWith({ status: 401, body: { message: 'Bad credentials' } });
			expect(await engine.testCredential('githubApi', githubCredential())).toEqual({
				status: 'Error',
				message: 'Unauthorized',
			});
		});

		it('finds no server', async () => {
			await server.close();
			expect(await engine.testCredential('githubApi', githubCredential())).toEqual({
				status: 'Error',
				message: 'ECONNREFUSED',
			});
		});

		it('has no test', async () => {
			expect(await engine.testCredential('httpBearerAuth', { token: 'sesame' })).toEqual({
				status: 'Error',
				message: 'No testing function found for this credential.',
			});
		});
	});
});

describe('a node that fails', () => {
	const request = () => ({ type: httpNode, parameters: { url: `=${server.url}/{{ $json.id }}` } });
	const items = [{ id: 1 }, { id: 2 }];

	it('stops the workflow, with the error as n8n stores it', async () => {
		server.respondWith({ status: 404, body: { message: 'No such contact' } });
		const result = await engine.runNode({ ...request(), items });

		expect(result.status).toBe('error');
		expect(result.error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '404',
			context: { itemIndex: 0 },
		});
		expect(result.items).toEqual([]);
		expect(JSON.stringify(result.stored())).toContain('No such contact');
	});

	it('goes on with a failed item in place', async () => {
		server.respondWith({ status: 404 }, { body: { name: 'Bekzat' } });
		const result = await engine.runNode({
			...request(),
			parameters: {
				...request().parameters,
				// One after another, so that the responses go to the items in order.
				options: { batching: { batch: { batchSize: 1, batchInterval: 1 } } },
			},
			items,
			continueOnFail: 'continueRegularOutput',
		});

		expect(result.status).toBe('success');
		expect(result.items).toMatchObject([
			{ json: { error: expect.anything() }, pairedItem: { item: 0 } },
			{ json: { name: 'Bekzat' }, pairedItem: { item: 1 } },
		]);
	});

	it('sends a failed item to the error output, with what the item was', async () => {
		server.respondWith({ status: 404 });
		const result = await engine.runNode({
			...request(),
			items: [{ id: 1, name: 'Aigerim' }],
			continueOnFail: 'continueErrorOutput',
		});

		expect(result.status).toBe('success');
		expect(result.items).toEqual([]);
		expect(result.errorItems).toMatchObject([
			{ json: { id: 1, name: 'Aigerim', error: expect.anything() } },
		]);
	});

	it('is tried again when it is set to', async () => {
		server.respondWith({ status: 500 }, { status: 500 }, { body: { ok: true } });
		const result = await engine.runNode({
			...request(),
			items: [{ id: 1 }],
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});

		expect(result.status).toBe('success');
		expect(result.items).toMatchObject([{ json: { ok: true } }]);
		expect(server.requests).toHaveLength(3);
	});
});

describe('binary data', () => {
	const content = Buffer.from([0, 1, 2, 253, 254, 255]);
	const download = () => ({
		type: httpNode,
		parameters: {
			url: `${server.url}/sound.mp3`,
			options: { response: { response: { responseFormat: 'file' } } },
		},
	});

	beforeEach(() => server.respondWith({ body: content, type: 'audio/mpeg' }));
	afterEach(async () => await engine.setBinaryMode('filesystem'));

	it('is stored as a file', async () => {
		const result = await engine.runNode(download());
		const file = result.items[0]?.binary?.data;

		expect(file).toMatchObject({ mimeType: 'audio/mpeg', data: 'filesystem-v2' });
		expect(file?.id).toMatch(/^filesystem-v2:workflows\/workflow\/executions\/\d+\/binary_data\//);
		expect(await engine.readBinary(file!)).toEqual(content);
	});

	it('is kept inside the item in the mode "default"', async () => {
		await engine.setBinaryMode('default');
		const result = await engine.runNode(download());
		const file = result.items[0]?.binary?.data;

		expect(file).toMatchObject({ data: content.toString('base64') });
		expect(file?.id).toBeUndefined();
		expect(await engine.readBinary(file!)).toEqual(content);
	});

	it.each(['filesystem', 'default'] as const)('goes into a node (%s)', async (mode) => {
		await engine.setBinaryMode(mode);
		const text = await engine.storeBinary(Buffer.from('сәлем'), 'hello.txt', 'text/plain');
		await engine.runNode({
			type: httpNode,
			parameters: {
				method: 'POST',
				url: server.url,
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: 'greeting',
			},
			items: [{ json: {}, binary: { greeting: text } }],
		});

		expect(server.requests[0]).toMatchObject({ method: 'POST', body: 'сәлем' });
		expect(server.requests[0]?.headers['content-type']).toBe('text/plain');
	});
});

describe('a workflow', () => {
	const link = (to: string) => ({ node: to, type: 'main' as const, index: 0 });

	const isAdult = {
		conditions: {
			options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: 'adult',
					leftValue: '={{ $json.age }}',
					rightValue: 18,
					operator: { type: 'number', operation: 'gte' },
				},
			],
			combinator: 'and',
		},
	};
	const branching: WorkflowJson = {
		nodes: [
			START,
			nodeOf('Adult?', 'n8n-nodes-base.if', isAdult, { typeVersion: 2.2 }),
			setNode('Adult', { adult: '={{ $json.name }}' }),
			setNode('Origin', { age: '={{ $("Start").item.json.age }}' }),
		],
		connections: {
			Start: { main: [[link('Adult?')]] },
			'Adult?': { main: [[link('Adult')], []] },
			Adult: { main: [[link('Origin')]] },
		},
	};
	const people = [
		{ name: 'Aigerim', age: 7 },
		{ name: 'Bekzat', age: 40 },
	];

	it('runs node after node, and an item is traced back to where it came from', async () => {
		const finished: string[] = [];
		const result = await engine.runWorkflow(branching, {
			triggerItems: people,
			onNodeFinished: (name) => {
				finished.push(name);
			},
		});

		expect(finished).toEqual(['Start', 'Adult?', 'Adult', 'Origin']);
		expect(result.nodes['Adult?']?.outputs.map((items) => items.map((item) => item.json))).toEqual([
			[people[1]],
			[people[0]],
		]);
		expect(result.nodes.Origin?.items.map((item) => item.json)).toEqual([{ age: '40' }]);
	});

	it('heeds pinned data in the editor only', async () => {
		const pinData = { Adult: [{ adult: 'pinned' }] };
		const manual = await engine.runWorkflow(branching, { triggerItems: people, pinData });
		expect(manual.nodes.Adult?.items[0]?.json).toEqual({ adult: 'pinned' });

		const active = await engine.runWorkflow(branching, {
			triggerItems: people,
			pinData,
			mode: 'trigger',
		});
		expect(active.nodes.Adult?.items[0]?.json).toEqual({ adult: 'Bekzat' });
	});

	it("is given its credentials, whatever IDs the exporter's had", async () => {
		const result = await engine.runWorkflow(
			inARow(
				nodeOf('Request', httpNode, bearerRequest(server.url), {
					typeVersion: 4.2,
					credentials: { httpBearerAuth: { id: 'elsewhere', name: 'Theirs' } },
				}),
			),
			{ credentials: { httpBearerAuth: { token: 'sesame' } } },
		);
		expect(result.status).toBe('success');
		expect(server.requests[0]?.headers.authorization).toBe('Bearer sesame');
	});

	const waiting = (amount: number) =>
		inARow(
			nodeOf('Wait', 'n8n-nodes-base.wait', { amount, unit: 'seconds' }, { typeVersion: 1.1 }),
		);

	it('waits a moment within the run', async () => {
		const result = await engine.runWorkflow(waiting(0.01));
		expect(result.status).toBe('success');
		expect(result.waitTill).toBeUndefined();
	});

	it('goes to waiting for longer than that', async () => {
		const result = await engine.runWorkflow(waiting(120));
		expect(result.status).toBe('waiting');
		expect(result.waitTill?.getTime()).toBeGreaterThan(result.run.startedAt.getTime());
		expect(result.error).toBeUndefined();
	});

	it('goes on behind the node that waited when its time has come', async () => {
		const waited = await engine.runWorkflow(waiting(120), { triggerItems: [{ name: 'Aigerim' }] });
		const result = await waited.resume();
		expect(result.status).toBe('success');
		expect(result.executionId).toBe(waited.executionId);
		expect(result.nodes.Wait?.items.map(({ json }) => json)).toEqual([{ name: 'Aigerim' }]);
	});

	it('goes on with what the node makes of a call of its resume URL', async () => {
		const json = waiting(120);
		Object.assign(json.nodes[1]?.parameters ?? {}, { resume: 'webhook', httpMethod: 'POST' });
		const waited = await engine.runWorkflow(json);
		expect(waited.status).toBe('waiting');
		const { resumed, ...response } = await waited.callback({ name: 'Aigerim' });
		expect(response).toEqual({ status: 200, body: { message: 'Webhook call received' } });
		expect(resumed).toMatchObject({ status: 'success', executionId: waited.executionId });
		expect(resumed?.nodes.Wait?.items[0]?.json.body).toEqual({ name: 'Aigerim' });
	});

	it('is begun again at the node that failed, as another execution', async () => {
		const json = inARow(nodeOf('Request', httpNode, { url: server.url }, { typeVersion: 4.2 }));
		server.respondWith({ status: 500 }, { body: { name: 'Aigerim' } });
		const failed = await engine.runWorkflow(json, { mode: 'trigger' });
		expect(failed.status).toBe('error');
		const result = await failed.retry();
		expect(result.status).toBe('success');
		expect(result.executionId).not.toBe(failed.executionId);
		expect(result.run.mode).toBe('retry');
		expect(result.nodes.Request?.runs).toHaveLength(1);
		expect(result.nodes.Request?.items.map(({ json: own }) => own)).toEqual([{ name: 'Aigerim' }]);
	});

	it('can be stopped by the person', async () => {
		let started = () => {};
		const stopWhen = new Promise<void>((resolve) => {
			started = resolve;
		});
		const result = await engine.runWorkflow(waiting(60), {
			stopWhen,
			onNodeFinished: () => started(),
		});
		expect(result.status).toBe('canceled');
	});
});

describe('a dropdown in the editor', () => {
	it('searches a list, page by page', async () => {
		server.respondWith({
			body: { total_count: 101, items: [{ name: 'n8n', html_url: 'https://n8n.test' }] },
		});
		const search = {
			type: 'n8n-nodes-base.github',
			method: 'getRepositories',
			parameters: { owner: { __rl: true, mode: 'name', value: 'octocat' } },
			credentials: { githubApi: { server: server.url, accessToken: 'sesame' } },
		};

		const first = await engine.listSearch({ ...search, filter: 'auto' });
		expect(first).toEqual({
			results: [{ name: 'n8n', value: 'n8n', url: 'https://n8n.test' }],
			paginationToken: '2',
		});
		await engine.listSearch({ ...search, paginationToken: first.paginationToken as string });

		const asked = server.requests.map(({ path }) => new URL(path, server.url).searchParams);
		expect(asked.map((query) => [query.get('q'), query.get('page')])).toEqual([
			['auto user:octocat fork:true', '1'],
			[' user:octocat fork:true', '2'],
		]);
		expect(server.requests[0]?.headers.authorization).toBe('token sesame');
	});

	it('loads its options', async () => {
		server.respondWith({ body: [{ id: 't1', display_name: 'Sales', delete_at: 0 }] }, { body: [] });
		const options = await engine.loadOptions({
			type: 'n8n-nodes-base.mattermost',
			method: 'getTeams',
			credentials: { mattermostApi: { baseUrl: server.url, accessToken: 'sesame' } },
		});
		expect(options).toEqual([{ name: 'Sales (private)', value: 't1' }]);
	});

	it('says which method a node lacks', async () => {
		await expect(
			engine.listSearch({ type: editFields, method: 'searchContactLists' }),
		).rejects.toThrow('The node has no method "searchContactLists" in its listSearch');
	});
});

describe('a polling trigger', () => {
	const feed = (...days: number[]) => ({
		type: 'application/rss+xml',
		body: Buffer.from(
			`<rss version="2.0"><channel><title>News</title>${days
				.map(
					(day) =>
						`<item><title>Day ${day}</title><pubDate>0${day} Jan 2030 00:00:00 GMT</pubDate></item>`,
				)
				.join('')}</channel></rss>`,
		),
	});
	const day = (number: number) => `2030-01-0${number}T00:00:00.000Z`;
	const trigger = () => ({ type: feedTrigger, parameters: { feedUrl: server.url } });

	it('emits what is new and remembers how far it got', async () => {
		server.respondWith(feed(1, 2, 3));
		const result = await engine.poll({ ...trigger(), staticData: { lastItemDate: day(1) } });

		expect(result.items?.map((item) => item.json.title)).toEqual(['Day 2', 'Day 3']);
		expect(result.staticData).toEqual({ lastItemDate: day(3) });
		expect(result.saved).toEqual({ lastItemDate: day(3) });
		expect(result.error).toBeUndefined();
	});

	it('emits nothing when nothing is new; only the durable store keeps a move without items', async () => {
		server.respondWith(feed(1));
		const options = { ...trigger(), staticData: { lastItemDate: day(3) } };

		const byDefault = await engine.poll(options);
		expect(byDefault.items).toBeNull();
		expect(byDefault.staticData).toEqual({ lastItemDate: day(1) });
		expect(byDefault.saved).toEqual({ lastItemDate: day(3) });

		const durable = await engine.poll({ ...options, cursor: 'durable' });
		expect(durable.items).toBeNull();
		expect(durable.saved).toEqual({ lastItemDate: day(1) });
	});

	it('gives the error of a poll that fails, and stops an activation with it', async () => {
		server.respondWith({ status: 503 });
		const result = await engine.poll({ ...trigger(), staticData: { lastItemDate: day(1) } });
		expect(result.items).toBeNull();
		expect(result.error?.message).toContain('503');
		expect(result.saved).toEqual({ lastItemDate: day(1) });

		await expect(engine.poll({ ...trigger(), whileActivating: true })).rejects.toThrow('503');
	});

	it('fetches a test event in the editor without saving anything', async () => {
		server.respondWith(feed(1, 2, 3));
		const result = await engine.poll({ ...trigger(), mode: 'manual', staticData: {} });
		expect(result.items?.map((item) => item.json.title)).toEqual(['Day 1']);
		expect(result.saved).toEqual({});
	});
});

describe('a node type', () => {
	it('is described as n8n loaded it', () => {
		expect(engine.nodeDescription(httpNode)).toMatchObject({ displayName: 'HTTP Request' });
		// Put in front by n8n for every polling trigger.
		expect(engine.nodeDescription(feedTrigger).properties[0]?.name).toBe('pollTimes');
	});

	it('has its defaults filled in as on saving', () => {
		expect(engine.parametersWithDefaults('n8n-nodes-base.wait', { unit: 'days' })).toMatchObject({
			resume: 'timeInterval',
			unit: 'days',
		});
	});

	it('that nobody has is an error', async () => {
		await expect(engine.runNode({ type: 'n8n-nodes-base.nothing' })).rejects.toThrow(
			'Unrecognized node type: n8n-nodes-base.nothing',
		);
	});
});
