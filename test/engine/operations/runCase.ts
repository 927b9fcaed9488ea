import type { INodeExecutionData } from 'n8n-workflow';

import type { RecordedRequest, Sandbox } from '../../../sandbox';
import { startBench, type Bench } from '../../support/autoCall';
import type { ItemInput, NodeResult } from '../../support/engine';
import type { FailureCase, SentRequest, SuccessCase } from './operationCase';

/** A case that was run, with everything to check. */
export interface Outcome {
	result: NodeResult;
	/** Closed; what it recorded and holds stays readable. */
	sandbox: Sandbox;
	/** Content of the file that came out in the field `data`. */
	outputFile?: { content: Buffer; name?: string; mimeType: string };
}

/**
 * Runs a case on n8n's engine against a sandbox of its own.
 *
 * @throws what its set-up throws; a failing node is part of the outcome
 */
export async function runCase(
	resource: string,
	operation: string,
	situation: SuccessCase | FailureCase,
): Promise<Outcome> {
	const bench = await startBench(situation.account);
	const { engine, sandbox, credential } = bench;
	try {
		situation.given?.(sandbox);
		const { parameters = {}, apiKey = sandbox.apiKey } = situation;
		const result = await bench.run(
			resource,
			operation,
			typeof parameters === 'function' ? parameters(sandbox) : parameters,
			{
				items: await inputOf(situation, bench),
				credential: apiKey === null ? null : { ...credential, apiKey },
			},
		);
		const file = result.items[0]?.binary?.data;
		return {
			result,
			sandbox,
			outputFile: file && {
				content: await engine.readBinary(file),
				name: file.fileName,
				mimeType: file.mimeType,
			},
		};
	} finally {
		await sandbox.close();
	}
}

async function inputOf(
	{ items, inputFile }: SuccessCase | FailureCase,
	{ engine }: Bench,
): Promise<ItemInput[] | undefined> {
	if (!inputFile) return items;
	const data = await engine.storeBinary(inputFile.content, inputFile.name);
	const item: INodeExecutionData = { json: {}, binary: { data } };
	return [item];
}

/** A recorded request as cases write it. */
export function asSent({ method, path, query, body }: RecordedRequest): SentRequest {
	return {
		request: `${method} ${path}`,
		...(Object.keys(query).length > 0 && { query }),
		...(body !== undefined && { body }),
	};
}
