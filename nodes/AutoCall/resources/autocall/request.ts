import type { IDataObject } from 'n8n-workflow';

import { checkGivenHours } from '../../campaigns/quietHours';
import { contactsAreInputItems } from '../../../shared/contacts/collectContacts';
import { audioAsBase64 } from '../../../shared/execution/audio';
import type { OperationCall } from '../../../shared/execution/operationCall';
import type { ApiRequest } from '../../../shared/transport/apiRequest';

/**
 * The request of POST /autocalls or its cost calculation, all but the contacts.
 *
 * @throws NodeOperationError when a parameter can't be sent, an SMS has no text, the hours end before they begin
 * or the file is no audio
 */
export async function autocallRequest(
	call: OperationCall,
): Promise<ApiRequest & { body: IDataObject }> {
	const { body = {}, ...request } = call.request();
	checkGivenHours(call);
	checkSms(call, body, 'sms', 'text');
	checkSms(call, body, 'sms_unanswered', 'text_unanswered');
	const sounds = body.type === 'regular' ? { audio_id: await soundsOf(call, body) } : {};
	return { ...request, body: { ...body, ...sounds } };
}

/** An SMS needs its text; a text alone means that the SMS is wanted. */
function checkSms(
	{ parameters }: OperationCall,
	body: IDataObject,
	sms: string,
	text: string,
): void {
	if (body[text] !== undefined) {
		body[sms] ??= true;
	} else if (body[sms] === true) {
		throw parameters.invalid(
			parameters.labelOf(text),
			`is required for "${parameters.labelOf(sms)}"`,
		);
	}
}

/** All input items as contacts hear one file: others beside the first would be lost without a word. */
function checkOneFile({ context, parameters }: OperationCall): void {
	if (!contactsAreInputItems(context)) return;
	const property = parameters.get<string>('binaryPropertyName') as string;
	const files = context.getInputData().map(({ binary }) => binary?.[property]);
	const contentOf = (file: (typeof files)[number]) => file?.id ?? file?.data;
	const other = files.findIndex((file) => file && contentOf(file) !== contentOf(files[0]));
	if (!files[0] || other < 0) return;
	throw parameters.invalid(
		'Input Binary Field',
		`is one file for all ${files.length} contacts, but item ${other} has another one than item 0`,
		'Nothing was sent. Let only the first item have a file, or make it a sound with Sound → Upload and choose that under Existing Sound.',
	);
}

async function soundsOf(call: OperationCall, body: IDataObject): Promise<unknown[]> {
	const more = call.parameters.get<number[]>('additionalFields.moreSoundIds') ?? [];
	switch (call.parameters.get('soundSource')) {
		case 'upload':
			checkOneFile(call);
			return [{ type: 'upload', data: { file: await audioAsBase64(call) } }, ...more];
		case 'synthesis':
			return [{ type: 'synthesis', ...(body.audio_id as IDataObject[])[0] }, ...more];
		default:
			return [...(body.audio_id as number[]), ...more];
	}
}
