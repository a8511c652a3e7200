export {
CropperCanvas, CropperHandle, CropperImage, CropperSelection, CropperViewer,
} from "cropperjs";
