/** A tool as the model is offered it. */
export interface OfferedTool {
	name: string;
	description: string;
	/** JSON schema of the arguments. */
	parameters: {
		type: string;
		properties: Record<string, { type?: string; description?: string }>;
		required?: string[];
		additionalProperties?: boolean;
	};
}

/** A tool that the model calls. */
export interface ToolCall {
	/** Name of an offered tool. */
	tool: string;
	arguments: object;
}

/** A call with the ID by which its result comes back. */
export interface Asked extends ToolCall {
	id: string;
}

/** The reply of the model: a text, or calls. */
interface Reply {
	text: string;
	calls: Asked[];
}

/** How one of OpenAI's interfaces says things; only as far as n8n reads and writes them. */
interface Protocol {
	tools(request: object): OfferedTool[];
	/** The results of tools, by the IDs of their calls. */
	results(request: object): Record<string, string>;
	/** The response in one piece. */
	whole(reply: Reply): object;
	/** The response as a stream of events. */
	stream?(reply: Reply): string;
}

/** POST /v1/chat/completions */
interface ChatCompletionRequest {
	messages: Array<{ role: string; tool_call_id: string; content: string }>;
	tools?: Array<{ function: OfferedTool }>;
}

const chatMessage = ({ text, calls }: Reply) => ({
	role: 'assistant',
	content: text,
	...(calls.length > 0 && {
		tool_calls: calls.map(({ id, tool, arguments: given }, index) => ({
			index,
			id,
			type: 'function',
			function: { name: tool, arguments: JSON.stringify(given) },
		})),
	}),
});

const finishReason = ({ calls }: Reply) => (calls.length > 0 ? 'tool_calls' : 'stop');

const chatCompletion = (object: string, choice: object) => ({
	id: 'chatcmpl-1',
	object,
	created: 0,
	model: 'stand-in',
	choices: [{ index: 0, ...choice }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const chatCompletions: Protocol = {
	tools: (request) => ((request as ChatCompletionRequest).tools ?? []).map((tool) => tool.function),
	results: (request) =>
		Object.fromEntries(
			(request as ChatCompletionRequest).messages
				.filter(({ role }) => role === 'tool')
				.map(({ tool_call_id: id, content }) => [id, content]),
		),
	whole: (reply) =>
		chatCompletion('chat.completion', {
			message: chatMessage(reply),
			finish_reason: finishReason(reply),
		}),
	stream: (reply) =>
		[
			{ delta: chatMessage(reply), finish_reason: null },
			{ delta: {}, finish_reason: finishReason(reply) },
		]
			.map((choice) => JSON.stringify(chatCompletion('chat.completion.chunk', choice)))
			.concat('[DONE]')
			.map((event) => `data: ${event}\n\n`)
			.join(''),
};

/** POST /v1/responses */
interface ResponsesRequest {
	input: Array<{ type: string; call_id: string; output: string }>;
	tools?: OfferedTool[];
}

const responses: Protocol = {
	tools: (request) => (request as ResponsesRequest).tools ?? [],
	results: (request) =>
		Object.fromEntries(
			(request as ResponsesRequest).input
				.filter(({ type }) => type === 'function_call_output')
				.map(({ call_id: id, output }) => [id, output]),
		),
	whole: ({ text, calls }) => ({
		id: 'resp_1',
		object: 'response',
		created_at: 0,
		status: 'completed',
		model: 'stand-in',
		usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
		output:
			calls.length > 0
				? calls.map(({ id, tool, arguments: given }) => ({
						id: `fc_${id}`,
						type: 'function_call',
						status: 'completed',
						call_id: id,
						name: tool,
						arguments: JSON.stringify(given),
					}))
				: [
						{
							id: 'msg_1',
							type: 'message',
							role: 'assistant',
							status: 'completed',
							content: [{ type: 'output_text', text, annotations: [] }],
						},
					],
	}),
};

/** OpenAI's interfaces by their paths below the Base URL. */
export const PROTOCOLS: Record<string, Protocol> = {
	'/chat/completions': chatCompletions,
	'/responses': responses,
};
