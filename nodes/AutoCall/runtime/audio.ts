import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ApiFailure } from '../transport/apiFailure';
import type { Field } from './field';
import type { OperationCall } from './operationCall';

/** What n8n stores as a file: a stream or a buffer. */
type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** The parameter that names the binary input. */
export const inputFileField: Field = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field containing the file',
	description: 'Name of the binary field that holds the mp3, wav or ogg file',
};

/** The parameter that names the binary output. */
export const outputFileField: Field = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyOutput',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the file in',
	description: 'Name of the binary field in which the file comes out',
};

/** How the audio files begin that POST /sounds takes. */
const SIGNATURES: Array<{ type: string; matches: (start: Buffer) => boolean }> = [
	{
		type: 'mp3',
		matches: (start) =>
			start.toString('latin1', 0, 3) === 'ID3' ||
			// A frame of layer III; other bits there mean AAC, or a text in UTF-16.
			(start[0] === 0xff && ((start[1] ?? 0) & 0xe6) === 0xe2),
	},
	{
		type: 'wav',
		matches: (start) =>
			start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WAVE',
	},
	{ type: 'ogg', matches: (start) => start.toString('latin1', 0, 4) === 'OggS' },
];

const EXTENSIONS: Record<string, string> = {
	'audio/mpeg': 'mp3',
	'audio/mp3': 'mp3',
	'audio/wav': 'wav',
	'audio/x-wav': 'wav',
	'audio/wave': 'wav',
	'audio/ogg': 'ogg',
};

/** Codes of a stream that ends before its end. */
const BROKEN_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/**
 * Reads the audio file of an input item, as Base64.
 *
 * @throws NodeOperationError when there is none, it is empty, or it is neither mp3, wav nor ogg
 */
export async function audioAsBase64({
	context,
	itemIndex,
	parameters,
}: OperationCall): Promise<string> {
	const property = parameters.get<string>('binaryPropertyName') as string;
	const { fileName = property } = context.helpers.assertBinaryData(itemIndex, property);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, property);
	const fault = (problem: string) =>
		new NodeOperationError(
			context.getNode(),
			`The file "${fileName}" ${problem} [item ${itemIndex}]`,
			{
				itemIndex,
				description:
					'AutoCall.kz takes mp3, wav and ogg files. Convert the file, or choose another one.',
			},
		);
	if (content.length === 0) {
		throw fault('is empty');
	}
	if (!SIGNATURES.some(({ matches }) => matches(content))) {
		throw fault('is no mp3, wav or ogg audio');
	}
	return content.toString('base64');
}

/**
 * Downloads the operation's recording into a binary field, as a stream where n8n stores files.
 *
 * @param name file name; the extension of the audio's type is added where it has none
 * @throws ApiFailure when it can't be had
 */
export async function recordingOf(
	call: OperationCall,
	name: string,
): Promise<INodeExecutionData[]> {
	const { context, parameters } = call;
	const property = parameters.get<string>('binaryPropertyOutput') as string;
	const { status, body, headers } = await call.send<FileContent>({
		...call.request(),
		binary: true,
	});
	const mimeType = mimeTypeOf(headers['content-type']);
	const extension = EXTENSIONS[mimeType ?? ''] ?? 'mp3';
	const fileName = /\.\w{2,4}$/.test(name) ? name : `${name}.${extension}`;
	const binary = await context.helpers
		.prepareBinaryData(body, fileName, mimeType)
		.catch((error: NodeJS.ErrnoException) => {
			throw BROKEN_OFF.has(error.code ?? '')
				? new ApiFailure({
						networkCode: error.code,
						serviceMessage: 'the download broke off in the middle',
					})
				: error;
		});
	if (binary.bytes === 0) {
		throw new ApiFailure({ status, unreadableBody: true });
	}
	return [
		{
			json: { fileName, mimeType: binary.mimeType, fileSize: binary.fileSize },
			binary: { [property]: binary },
		},
	];
}

/** The audio type that the service names; left out when it names none, so that n8n finds it itself. */
function mimeTypeOf(header: string | string[] | undefined): string | undefined {
	const [type = ''] = String(header ?? '').split(';');
	return type.trim().startsWith('audio/') ? type.trim() : undefined;
}
