// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

// @ts-nocheck
export const pro = validate20
const schema31 = {
  $ref: '#/$defs/ProInput',
  $defs: {
    ProInput: {
      type: 'object',
      required: ['prompt', 'image_url'],
      properties: {
        prompt: { type: 'string', minLength: 1 },
        image_url: { type: 'string' },
        seed: { type: 'integer' },
        guidance_scale: { type: 'number', minimum: 1, maximum: 20 },
        sync_mode: { type: 'boolean' },
        num_images: { type: 'integer', minimum: 1, maximum: 4 },
        output_format: { type: 'string', enum: ['jpeg', 'png'] },
        safety_tolerance: { type: 'string', enum: ['1', '2', '3', '4', '5', '6'] },
        enhance_prompt: { type: 'boolean' },
        aspect_ratio: {
          type: 'string',
          enum: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'],
        },
      },
      additionalProperties: false,
    },
  },
}
const schema32 = {
  type: 'object',
  required: ['prompt', 'image_url'],
  properties: {
    prompt: { type: 'string', minLength: 1 },
    image_url: { type: 'string' },
    seed: { type: 'integer' },
    guidance_scale: { type: 'number', minimum: 1, maximum: 20 },
    sync_mode: { type: 'boolean' },
    num_images: { type: 'integer', minimum: 1, maximum: 4 },
    output_format: { type: 'string', enum: ['jpeg', 'png'] },
    safety_tolerance: { type: 'string', enum: ['1', '2', '3', '4', '5', '6'] },
    enhance_prompt: { type: 'boolean' },
    aspect_ratio: {
      type: 'string',
      enum: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'],
    },
  },
  additionalProperties: false,
}
const func1 = Object.prototype.hasOwnProperty
const func2 = (text) => [...text].length

function validate20(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null
  let errors = 0
  const evaluated0 = validate20.evaluated
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.prompt === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/$defs/ProInput/required',
        keyword: 'required',
        params: { missingProperty: 'prompt' },
        message: "must have required property '" + 'prompt' + "'",
      }
      if (vErrors === null) {
        vErrors = [err0]
      } else {
        vErrors.push(err0)
      }
      errors++
    }
    if (data.image_url === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/$defs/ProInput/required',
        keyword: 'required',
        params: { missingProperty: 'image_url' },
        message: "must have required property '" + 'image_url' + "'",
      }
      if (vErrors === null) {
        vErrors = [err1]
      } else {
        vErrors.push(err1)
      }
      errors++
    }
    for (const key0 in data) {
      if (!func1.call(schema32.properties, key0)) {
        const err2 = {
          instancePath,
          schemaPath: '#/$defs/ProInput/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
        }
        if (vErrors === null) {
          vErrors = [err2]
        } else {
          vErrors.push(err2)
        }
        errors++
      }
    }
    if (data.prompt !== undefined) {
      let data0 = data.prompt
      if (typeof data0 === 'string') {
        if (func2(data0) < 1) {
          const err3 = {
            instancePath: instancePath + '/prompt',
            schemaPath: '#/$defs/ProInput/properties/prompt/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 characters',
          }
          if (vErrors === null) {
            vErrors = [err3]
          } else {
            vErrors.push(err3)
          }
          errors++
        }
      } else {
        const err4 = {
          instancePath: instancePath + '/prompt',
          schemaPath: '#/$defs/ProInput/properties/prompt/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err4]
        } else {
          vErrors.push(err4)
        }
        errors++
      }
    }
    if (data.image_url !== undefined) {
      if (typeof data.image_url !== 'string') {
        const err5 = {
          instancePath: instancePath + '/image_url',
          schemaPath: '#/$defs/ProInput/properties/image_url/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err5]
        } else {
          vErrors.push(err5)
        }
        errors++
      }
    }
    if (data.seed !== undefined) {
      let data2 = data.seed
      if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        const err6 = {
          instancePath: instancePath + '/seed',
          schemaPath: '#/$defs/ProInput/properties/seed/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
        }
        if (vErrors === null) {
          vErrors = [err6]
        } else {
          vErrors.push(err6)
        }
        errors++
      }
    }
    if (data.guidance_scale !== undefined) {
      let data3 = data.guidance_scale
      if (typeof data3 == 'number' && isFinite(data3)) {
        if (data3 > 20 || isNaN(data3)) {
          const err7 = {
            instancePath: instancePath + '/guidance_scale',
            schemaPath: '#/$defs/ProInput/properties/guidance_scale/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 20 },
            message: 'must be <= 20',
          }
          if (vErrors === null) {
            vErrors = [err7]
          } else {
            vErrors.push(err7)
          }
          errors++
        }
        if (data3 < 1 || isNaN(data3)) {
          const err8 = {
            instancePath: instancePath + '/guidance_scale',
            schemaPath: '#/$defs/ProInput/properties/guidance_scale/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
          }
          if (vErrors === null) {
            vErrors = [err8]
          } else {
            vErrors.push(err8)
          }
          errors++
        }
      } else {
        const err9 = {
          instancePath: instancePath + '/guidance_scale',
          schemaPath: '#/$defs/ProInput/properties/guidance_scale/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
        }
        if (vErrors === null) {
          vErrors = [err9]
        } else {
          vErrors.push(err9)
        }
        errors++
      }
    }
    if (data.sync_mode !== undefined) {
      if (typeof data.sync_mode !== 'boolean') {
        const err10 = {
          instancePath: instancePath + '/sync_mode',
          schemaPath: '#/$defs/ProInput/properties/sync_mode/type',
          keyword: 'type',
          params: { type: 'boolean' },
          message: 'must be boolean',
        }
        if (vErrors === null) {
          vErrors = [err10]
        } else {
          vErrors.push(err10)
        }
        errors++
      }
    }
    if (data.num_images !== undefined) {
      let data5 = data.num_images
      if (!(typeof data5 == 'number' && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
        const err11 = {
          instancePath: instancePath + '/num_images',
          schemaPath: '#/$defs/ProInput/properties/num_images/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
        }
        if (vErrors === null) {
          vErrors = [err11]
        } else {
          vErrors.push(err11)
        }
        errors++
      }
      if (typeof data5 == 'number' && isFinite(data5)) {
        if (data5 > 4 || isNaN(data5)) {
          const err12 = {
            instancePath: instancePath + '/num_images',
            schemaPath: '#/$defs/ProInput/properties/num_images/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 4 },
            message: 'must be <= 4',
          }
          if (vErrors === null) {
            vErrors = [err12]
          } else {
            vErrors.push(err12)
          }
          errors++
        }
        if (data5 < 1 || isNaN(data5)) {
          const err13 = {
            instancePath: instancePath + '/num_images',
            schemaPath: '#/$defs/ProInput/properties/num_images/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
          }
          if (vErrors === null) {
            vErrors = [err13]
          } else {
            vErrors.push(err13)
          }
          errors++
        }
      }
    }
    if (data.output_format !== undefined) {
      let data6 = data.output_format
      if (typeof data6 !== 'string') {
        const err14 = {
          instancePath: instancePath + '/output_format',
          schemaPath: '#/$defs/ProInput/properties/output_format/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err14]
        } else {
          vErrors.push(err14)
        }
        errors++
      }
      if (!(data6 === 'jpeg' || data6 === 'png')) {
        const err15 = {
          instancePath: instancePath + '/output_format',
          schemaPath: '#/$defs/ProInput/properties/output_format/enum',
          keyword: 'enum',
          params: { allowedValues: schema32.properties.output_format.enum },
          message: 'must be equal to one of the allowed values',
        }
        if (vErrors === null) {
          vErrors = [err15]
        } else {
          vErrors.push(err15)
        }
        errors++
      }
    }
    if (data.safety_tolerance !== undefined) {
      let data7 = data.safety_tolerance
      if (typeof data7 !== 'string') {
        const err16 = {
          instancePath: instancePath + '/safety_tolerance',
          schemaPath: '#/$defs/ProInput/properties/safety_tolerance/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err16]
        } else {
          vErrors.push(err16)
        }
        errors++
      }
      if (!(
        data7 === '1' ||
        data7 === '2' ||
        data7 === '3' ||
        data7 === '4' ||
        data7 === '5' ||
        data7 === '6'
      )) {
        const err17 = {
          instancePath: instancePath + '/safety_tolerance',
          schemaPath: '#/$defs/ProInput/properties/safety_tolerance/enum',
          keyword: 'enum',
          params: { allowedValues: schema32.properties.safety_tolerance.enum },
          message: 'must be equal to one of the allowed values',
        }
        if (vErrors === null) {
          vErrors = [err17]
        } else {
          vErrors.push(err17)
        }
        errors++
      }
    }
    if (data.enhance_prompt !== undefined) {
      if (typeof data.enhance_prompt !== 'boolean') {
        const err18 = {
          instancePath: instancePath + '/enhance_prompt',
          schemaPath: '#/$defs/ProInput/properties/enhance_prompt/type',
          keyword: 'type',
          params: { type: 'boolean' },
          message: 'must be boolean',
        }
        if (vErrors === null) {
          vErrors = [err18]
        } else {
          vErrors.push(err18)
        }
        errors++
      }
    }
    if (data.aspect_ratio !== undefined) {
      let data9 = data.aspect_ratio
      if (typeof data9 !== 'string') {
        const err19 = {
          instancePath: instancePath + '/aspect_ratio',
          schemaPath: '#/$defs/ProInput/properties/aspect_ratio/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err19]
        } else {
          vErrors.push(err19)
        }
        errors++
      }
      if (!(
        data9 === '21:9' ||
        data9 === '16:9' ||
        data9 === '4:3' ||
        data9 === '3:2' ||
        data9 === '1:1' ||
        data9 === '2:3' ||
        data9 === '3:4' ||
        data9 === '9:16' ||
        data9 === '9:21'
      )) {
        const err20 = {
          instancePath: instancePath + '/aspect_ratio',
          schemaPath: '#/$defs/ProInput/properties/aspect_ratio/enum',
          keyword: 'enum',
          params: { allowedValues: schema32.properties.aspect_ratio.enum },
          message: 'must be equal to one of the allowed values',
        }
        if (vErrors === null) {
          vErrors = [err20]
        } else {
          vErrors.push(err20)
        }
        errors++
      }
    }
  } else {
    const err21 = {
      instancePath,
      schemaPath: '#/$defs/ProInput/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
    }
    if (vErrors === null) {
      vErrors = [err21]
    } else {
      vErrors.push(err21)
    }
    errors++
  }
  validate20.errors = vErrors
  return errors === 0
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false }

export const max = validate21
const schema33 = {
  $ref: '#/$defs/MaxInput',
  $defs: {
    MaxInput: {
      type: 'object',
      required: ['prompt', 'image_url'],
      properties: {
        prompt: { type: 'string', minLength: 1 },
        image_url: { type: 'string' },
        seed: { type: 'integer' },
        guidance_scale: { type: 'number', minimum: 1, maximum: 20 },
        sync_mode: { type: 'boolean' },
        num_images: { type: 'integer', minimum: 1, maximum: 4 },
        output_format: { type: 'string', enum: ['jpeg', 'png'] },
        safety_tolerance: { type: 'string', enum: ['1', '2', '3', '4', '5', '6'] },
        enhance_prompt: { type: 'boolean' },
        aspect_ratio: {
          type: 'string',
          enum: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'],
        },
      },
      additionalProperties: false,
    },
  },
}
const schema34 = {
  type: 'object',
  required: ['prompt', 'image_url'],
  properties: {
    prompt: { type: 'string', minLength: 1 },
    image_url: { type: 'string' },
    seed: { type: 'integer' },
    guidance_scale: { type: 'number', minimum: 1, maximum: 20 },
    sync_mode: { type: 'boolean' },
    num_images: { type: 'integer', minimum: 1, maximum: 4 },
    output_format: { type: 'string', enum: ['jpeg', 'png'] },
    safety_tolerance: { type: 'string', enum: ['1', '2', '3', '4', '5', '6'] },
    enhance_prompt: { type: 'boolean' },
    aspect_ratio: {
      type: 'string',
      enum: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'],
    },
  },
  additionalProperties: false,
}

function validate21(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null
  let errors = 0
  const evaluated0 = validate21.evaluated
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.prompt === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/$defs/MaxInput/required',
        keyword: 'required',
        params: { missingProperty: 'prompt' },
        message: "must have required property '" + 'prompt' + "'",
      }
      if (vErrors === null) {
        vErrors = [err0]
      } else {
        vErrors.push(err0)
      }
      errors++
    }
    if (data.image_url === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/$defs/MaxInput/required',
        keyword: 'required',
        params: { missingProperty: 'image_url' },
        message: "must have required property '" + 'image_url' + "'",
      }
      if (vErrors === null) {
        vErrors = [err1]
      } else {
        vErrors.push(err1)
      }
      errors++
    }
    for (const key0 in data) {
      if (!func1.call(schema34.properties, key0)) {
        const err2 = {
          instancePath,
          schemaPath: '#/$defs/MaxInput/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
        }
        if (vErrors === null) {
          vErrors = [err2]
        } else {
          vErrors.push(err2)
        }
        errors++
      }
    }
    if (data.prompt !== undefined) {
      let data0 = data.prompt
      if (typeof data0 === 'string') {
        if (func2(data0) < 1) {
          const err3 = {
            instancePath: instancePath + '/prompt',
            schemaPath: '#/$defs/MaxInput/properties/prompt/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 characters',
          }
          if (vErrors === null) {
            vErrors = [err3]
          } else {
            vErrors.push(err3)
          }
          errors++
        }
      } else {
        const err4 = {
          instancePath: instancePath + '/prompt',
          schemaPath: '#/$defs/MaxInput/properties/prompt/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err4]
        } else {
          vErrors.push(err4)
        }
        errors++
      }
    }
    if (data.image_url !== undefined) {
      if (typeof data.image_url !== 'string') {
        const err5 = {
          instancePath: instancePath + '/image_url',
          schemaPath: '#/$defs/MaxInput/properties/image_url/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err5]
        } else {
          vErrors.push(err5)
        }
        errors++
      }
    }
    if (data.seed !== undefined) {
      let data2 = data.seed
      if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        const err6 = {
          instancePath: instancePath + '/seed',
          schemaPath: '#/$defs/MaxInput/properties/seed/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
        }
        if (vErrors === null) {
          vErrors = [err6]
        } else {
          vErrors.push(err6)
        }
        errors++
      }
    }
    if (data.guidance_scale !== undefined) {
      let data3 = data.guidance_scale
      if (typeof data3 == 'number' && isFinite(data3)) {
        if (data3 > 20 || isNaN(data3)) {
          const err7 = {
            instancePath: instancePath + '/guidance_scale',
            schemaPath: '#/$defs/MaxInput/properties/guidance_scale/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 20 },
            message: 'must be <= 20',
          }
          if (vErrors === null) {
            vErrors = [err7]
          } else {
            vErrors.push(err7)
          }
          errors++
        }
        if (data3 < 1 || isNaN(data3)) {
          const err8 = {
            instancePath: instancePath + '/guidance_scale',
            schemaPath: '#/$defs/MaxInput/properties/guidance_scale/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
          }
          if (vErrors === null) {
            vErrors = [err8]
          } else {
            vErrors.push(err8)
          }
          errors++
        }
      } else {
        const err9 = {
          instancePath: instancePath + '/guidance_scale',
          schemaPath: '#/$defs/MaxInput/properties/guidance_scale/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
        }
        if (vErrors === null) {
          vErrors = [err9]
        } else {
          vErrors.push(err9)
        }
        errors++
      }
    }
    if (data.sync_mode !== undefined) {
      if (typeof data.sync_mode !== 'boolean') {
        const err10 = {
          instancePath: instancePath + '/sync_mode',
          schemaPath: '#/$defs/MaxInput/properties/sync_mode/type',
          keyword: 'type',
          params: { type: 'boolean' },
          message: 'must be boolean',
        }
        if (vErrors === null) {
          vErrors = [err10]
        } else {
          vErrors.push(err10)
        }
        errors++
      }
    }
    if (data.num_images !== undefined) {
      let data5 = data.num_images
      if (!(typeof data5 == 'number' && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
        const err11 = {
          instancePath: instancePath + '/num_images',
          schemaPath: '#/$defs/MaxInput/properties/num_images/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
        }
        if (vErrors === null) {
          vErrors = [err11]
        } else {
          vErrors.push(err11)
        }
        errors++
      }
      if (typeof data5 == 'number' && isFinite(data5)) {
        if (data5 > 4 || isNaN(data5)) {
          const err12 = {
            instancePath: instancePath + '/num_images',
            schemaPath: '#/$defs/MaxInput/properties/num_images/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 4 },
            message: 'must be <= 4',
          }
          if (vErrors === null) {
            vErrors = [err12]
          } else {
            vErrors.push(err12)
          }
          errors++
        }
        if (data5 < 1 || isNaN(data5)) {
          const err13 = {
            instancePath: instancePath + '/num_images',
            schemaPath: '#/$defs/MaxInput/properties/num_images/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
          }
          if (vErrors === null) {
            vErrors = [err13]
          } else {
            vErrors.push(err13)
          }
          errors++
        }
      }
    }
    if (data.output_format !== undefined) {
      let data6 = data.output_format
      if (typeof data6 !== 'string') {
        const err14 = {
          instancePath: instancePath + '/output_format',
          schemaPath: '#/$defs/MaxInput/properties/output_format/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err14]
        } else {
          vErrors.push(err14)
        }
        errors++
      }
      if (!(data6 === 'jpeg' || data6 === 'png')) {
        const err15 = {
          instancePath: instancePath + '/output_format',
          schemaPath: '#/$defs/MaxInput/properties/output_format/enum',
          keyword: 'enum',
          params: { allowedValues: schema34.properties.output_format.enum },
          message: 'must be equal to one of the allowed values',
        }
        if (vErrors === null) {
          vErrors = [err15]
        } else {
          vErrors.push(err15)
        }
        errors++
      }
    }
    if (data.safety_tolerance !== undefined) {
      let data7 = data.safety_tolerance
      if (typeof data7 !== 'string') {
        const err16 = {
          instancePath: instancePath + '/safety_tolerance',
          schemaPath: '#/$defs/MaxInput/properties/safety_tolerance/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err16]
        } else {
          vErrors.push(err16)
        }
        errors++
      }
      if (!(
        data7 === '1' ||
        data7 === '2' ||
        data7 === '3' ||
        data7 === '4' ||
        data7 === '5' ||
        data7 === '6'
      )) {
        const err17 = {
          instancePath: instancePath + '/safety_tolerance',
          schemaPath: '#/$defs/MaxInput/properties/safety_tolerance/enum',
          keyword: 'enum',
          params: { allowedValues: schema34.properties.safety_tolerance.enum },
          message: 'must be equal to one of the allowed values',
        }
        if (vErrors === null) {
          vErrors = [err17]
        } else {
          vErrors.push(err17)
        }
        errors++
      }
    }
    if (data.enhance_prompt !== undefined) {
      if (typeof data.enhance_prompt !== 'boolean') {
        const err18 = {
          instancePath: instancePath + '/enhance_prompt',
          schemaPath: '#/$defs/MaxInput/properties/enhance_prompt/type',
          keyword: 'type',
          params: { type: 'boolean' },
          message: 'must be boolean',
        }
        if (vErrors === null) {
          vErrors = [err18]
        } else {
          vErrors.push(err18)
        }
        errors++
      }
    }
    if (data.aspect_ratio !== undefined) {
      let data9 = data.aspect_ratio
      if (typeof data9 !== 'string') {
        const err19 = {
          instancePath: instancePath + '/aspect_ratio',
          schemaPath: '#/$defs/MaxInput/properties/aspect_ratio/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err19]
        } else {
          vErrors.push(err19)
        }
        errors++
      }
      if (!(
        data9 === '21:9' ||
        data9 === '16:9' ||
        data9 === '4:3' ||
        data9 === '3:2' ||
        data9 === '1:1' ||
        data9 === '2:3' ||
        data9 === '3:4' ||
        data9 === '9:16' ||
        data9 === '9:21'
      )) {
        const err20 = {
          instancePath: instancePath + '/aspect_ratio',
          schemaPath: '#/$defs/MaxInput/properties/aspect_ratio/enum',
          keyword: 'enum',
          params: { allowedValues: schema34.properties.aspect_ratio.enum },
          message: 'must be equal to one of the allowed values',
        }
        if (vErrors === null) {
          vErrors = [err20]
        } else {
          vErrors.push(err20)
        }
        errors++
      }
    }
  } else {
    const err21 = {
      instancePath,
      schemaPath: '#/$defs/MaxInput/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
    }
    if (vErrors === null) {
      vErrors = [err21]
    } else {
      vErrors.push(err21)
    }
    errors++
  }
  validate21.errors = vErrors
  return errors === 0
}
validate21.evaluated = { props: true, dynamicProps: false, dynamicItems: false }
