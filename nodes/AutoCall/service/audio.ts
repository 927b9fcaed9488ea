import type { OperationCall } from '../../shared/call/operationCall';
import { audioOf, inputFileField as fieldFor, type TakenAudio } from '../../shared/execution/audio';

/** Files that POST /sounds takes. It states no bound; 20 MB are 20 minutes as a wav of 8 kHz. */
const TAKEN: TakenAudio = { extensions: ['mp3', 'wav', 'ogg'], maxMegabytes: 20 };

/** The parameter that names the binary input. */
export const inputFileField = fieldFor(TAKEN);

/**
 * Reads the audio file of an input item, as Base64.
 *
 * @throws NodeOperationError when there is none, it is empty or too large, or it is neither mp3, wav nor ogg
 */
export async function audioAsBase64(call: OperationCall): Promise<string> {
	return (await audioOf(call, TAKEN)).toString('base64');
}
