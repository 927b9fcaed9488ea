import type { AutodialerSandbox } from '../../sandbox/autodialer';
import { takePicture } from './camera';
import { open, type Scene, type Stage } from './stage';
import { giveToDialer, onEndedCalls } from './workflows';

/** The pictures of Autodialer. */
export const AUTODIALER_SCENES: Array<Scene<AutodialerSandbox>> = [taskPanel, triggerPanel];

/** Task → Create with the people of a table, run. */
async function taskPanel(stage: Stage<AutodialerSandbox>): Promise<void> {
	const { editor } = stage;
	await editor.page.setViewportSize({ width: 1240, height: 837 });
	await open(stage, giveToDialer());
	await editor.executeWorkflow();
	const panel = await editor.openNode('Give to the Dialer');
	await panel.outputTable();
	await panel.root.getByTestId('ndv-input-panel').getByTestId('radio-button-table').click();
	await panel.output.getByTestId('radio-button-schema').click();
	await takePicture(editor.page, 'autodialer-task', panel.root, -1);
}

/** The trigger's settings. */
async function triggerPanel(stage: Stage<AutodialerSandbox>): Promise<void> {
	const { editor } = stage;
	await editor.page.setViewportSize({ width: 1240, height: 780 });
	await open(stage, onEndedCalls());
	const panel = await editor.openNode('Call Ended');
	await panel.says('production URL');
	await takePicture(editor.page, 'autodialer-trigger', panel.middle);
}
