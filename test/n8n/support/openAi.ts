import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A tool as the model is offered it. */
export interface OfferedTool {
	name: string;
	description: string;
	/** JSON schema of the arguments. */
	parameters: {
		type: string;
		properties: Record<string, object>;
		required?: string[];
		additionalProperties?: boolean;
	};
}

/** What the model asks n8n to do. */
export interface ToolCall {
	/** Name of an offered tool. */
	tool: string;
	arguments: object;
}

/** One request to the model. */
export interface Turn {
	/** Below the base URL: `/chat/completions` or `/responses`. */
	path: string;
	tools: OfferedTool[];
	/** What its last tool calls came to, in the order of the calls. */
	results: string[];
	/** Everything that the model can read, as it was sent. */
	sent: string;
}

/** A model that says what a test tells it to say, in the words of OpenAI's interface. */
export interface OpenAiStandIn {
	/** The Base URL of an OpenAI credential: `http://127.0.0.1:PORT/v1` */
	url: string;
	/** Every request so far. */
	turns: Turn[];
	/**
	 * What the model is to do next: in each turn it asks for the tools named, all of them at once. When
	 * nothing is left to ask for, it answers with what the last tools said.
	 */
	willCall(...turns: ToolCall[][]): void;
	close(): Promise<void>;
}

/** A call that was asked for, by the ID that its result must bear. */
interface Asked extends ToolCall {
	id: string;
}

/** Starts a stand-in for OpenAI's chat completions and responses on a free port of 127.0.0.1. */
export async function startOpenAi(): Promise<OpenAiStandIn> {
	const turns: Turn[] = [];
	let planned: ToolCall[][] = [];
	let asked: Asked[] = [];
	let count = 0;
	const server = createServer((request, response) => {
		void answer(request, response);
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = String(request.url).replace(/^\/v1/, '');
		const protocol = PROTOCOLS[path];
		if (!protocol) {
			response.writeHead(404).end();
			return;
		}
		const body = await json(request);
		const results = protocol.results(body);
		const turn: Turn = {
			path,
			tools: protocol.tools(body),
			results: asked.map(({ id }) => results[id] ?? ''),
			sent: JSON.stringify(body),
		};
		turns.push(turn);
		asked = (planned.shift() ?? []).map((call) => ({ ...call, id: `call_${++count}` }));
		const reply = asked.length > 0 ? protocol.calls(asked) : protocol.text(turn.results.join('\n'));
		if ((body as any).stream) {
			
			const c = (reply as any).choices[0];
			const chunk = (delta: object, finish_reason: string | null) => `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: 'stand-in', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(chunk({ ...c.message, tool_calls: c.message.tool_calls?.map((t: object, index: number) => ({ index, ...t })) }, null));
			response.write(chunk({}, c.finish_reason));
			response.end('data: [DONE]\n\n');
			return;
		}
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(reply));
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		turns,
		willCall: (...next) => {
			planned = next;
		},
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

/** How one of OpenAI's interfaces says things. */
interface Protocol {
	tools(body: unknown): OfferedTool[];
	/** What tools have said, by the IDs of the calls. */
	results(body: unknown): Record<string, string>;
	text(text: string): object;
	calls(calls: Asked[]): object;
}

const chatCompletion = (message: object, finish_reason: string) => ({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	created: 0,
	model: 'stand-in',
	choices: [{ index: 0, finish_reason, message: { role: 'assistant', ...message } }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const response = (output: object[]) => ({
	id: 'resp_1',
	object: 'response',
	created_at: 0,
	status: 'completed',
	model: 'stand-in',
	output,
	usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
});

const PROTOCOLS: Record<string, Protocol> = {
	'/chat/completions': {
		tools: (body) =>
			((body as { tools?: Array<{ function: OfferedTool }> }).tools ?? []).map(
				(tool) => tool.function,
			),
		results: (body) =>
			Object.fromEntries(
				(
					body as { messages: Array<{ role: string; tool_call_id: string; content: string }> }
				).messages
					.filter(({ role }) => role === 'tool')
					.map(({ tool_call_id: id, content }) => [id, content]),
			),
		text: (content) => chatCompletion({ content }, 'stop'),
		calls: (calls) =>
			chatCompletion(
				{
					content: null,
					tool_calls: calls.map(({ id, tool, arguments: given }) => ({
						id,
						type: 'function',
						function: { name: tool, arguments: JSON.stringify(given) },
					})),
				},
				'tool_calls',
			),
	},
	'/responses': {
		tools: (body) => (body as { tools?: OfferedTool[] }).tools ?? [],
		results: (body) =>
			Object.fromEntries(
				(body as { input: Array<{ type: string; call_id: string; output: string }> }).input
					.filter(({ type }) => type === 'function_call_output')
					.map(({ call_id: id, output }) => [id, output]),
			),
		text: (text) =>
			response([
				{
					id: 'msg_1',
					type: 'message',
					role: 'assistant',
					status: 'completed',
					content: [{ type: 'output_text', text, annotations: [] }],
				},
			]),
		calls: (calls) =>
			response(
				calls.map(({ id, tool, arguments: given }) => ({
					id: `fc_${id}`,
					type: 'function_call',
					status: 'completed',
					call_id: id,
					name: tool,
					arguments: JSON.stringify(given),
				})),
			),
	},
};
