import type { IDataObject } from 'n8n-workflow';

import { checkGivenHours } from '../../campaigns/quietHours';
import { audioAsBase64 } from '../../runtime/audio';
import type { OperationCall } from '../../runtime/operationCall';
import type { ApiRequest } from '../../transport/apiRequest';

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

async function soundsOf(call: OperationCall, body: IDataObject): Promise<unknown[]> {
	const more = call.parameters.get<number[]>('additionalFields.moreSoundIds') ?? [];
	switch (call.parameters.get('soundSource')) {
		case 'upload':
			return [{ type: 'upload', data: { file: await audioAsBase64(call) } }, ...more];
		case 'synthesis':
			return [{ type: 'synthesis', ...(body.audio_id as IDataObject[])[0] }, ...more];
		default:
			return [...(body.audio_id as number[]), ...more];
	}
}
