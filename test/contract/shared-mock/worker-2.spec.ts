import { editSeveralTimes } from './edit-several-times.ts'

editSeveralTimes()
