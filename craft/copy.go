package craft

import "reflect"

// copyLayer sets dst to a copy of src, of the same layer type.
func copyLayer(dst walker, src Layer) {
	v := reflect.ValueOf(src)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	reflect.ValueOf(dst).Elem().Set(v)
}
